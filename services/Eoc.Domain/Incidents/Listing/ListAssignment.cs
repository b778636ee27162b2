using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;

namespace Eoc.Domain.Incidents.Listing;

/// <summary>A unit told how its assignment stands, and what about it contradicts itself.</summary>
public sealed record AssignmentNews(ListedAssignment Assignment, ImmutableArray<Anomaly> Anomalies);

/// <summary>
/// The incident copies what its units say. Older news than it has changes no list, but a contradiction it tells of is flagged all the same. A closed
/// incident that gets a unit it did not know of goes on, and says so; of those it knew it asked when it closed. A unit that not everybody who sees the
/// incident may know of is listed, and moves nothing else of it.
/// </summary>
public static class ListAssignment
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Incident incident, AssignmentNews news, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        var known = incident.Assignments.FirstOrDefault(news.Assignment.IsSame);
        var statuses = incident.Statuses;
        var facts = ImmutableArray.CreateBuilder<Fact>();
        if (known is null && !incident.IsOpen && news.Assignment.End is null && incident.ShowsToAll(news.Assignment))
        {
            statuses = IncidentStatuses.Reopened(incident);
            facts.Add(new IncidentReopened(ReopenCause.UnitDispatched, string.Empty, statuses));
        }

        if (known is null || known.UnitVersion < news.Assignment.UnitVersion) facts.Add(Listed(incident, news.Assignment, ref statuses));
        foreach (var anomaly in news.Anomalies.Except(incident.Anomalies)) facts.Add(new IncidentAnomalyFlagged(anomaly, statuses));
        return Decision.Of(facts.ToImmutable());
    }

    private static IncidentAssignmentListed Listed(Incident incident, ListedAssignment assignment, ref ImmutableArray<IncidentStatus> statuses)
    {
        var others = incident.Assignments.Where(other => !other.IsSame(assignment));
        // Late news of units that are done reaches an incident after it was closed; it stays closed.
        if (!statuses.Contains(IncidentStatus.Closed)) statuses = IncidentStatuses.Of(incident, statuses, others.Append(assignment));
        var agency = assignment.Unit.Agency;
        var joins = incident.ShowsToAll(assignment) && !incident.Participants.Contains(agency);
        return new(assignment, joins ? incident.Participants.Add(agency) : incident.Participants, statuses);
    }
}
