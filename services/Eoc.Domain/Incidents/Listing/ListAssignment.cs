using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;

namespace Eoc.Domain.Incidents.Listing;

/// <summary>A unit told how its assignment stands, and what about it contradicts itself.</summary>
public sealed record AssignmentNews(ListedAssignment Assignment, ImmutableArray<Anomaly> Anomalies);

/// <summary>The incident copies what its units say. Older news than it has is dropped; a closed incident that gets a unit goes on, and says so.</summary>
public static class ListAssignment
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Incident incident, AssignmentNews news, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        var known = incident.Assignments.FirstOrDefault(a => a.Assignment == news.Assignment.Assignment);
        if (known is not null && known.UnitVersion >= news.Assignment.UnitVersion) return Decision.Nothing;

        var facts = ImmutableArray.CreateBuilder<Fact>();
        var statuses = incident.Statuses;
        if (!incident.IsOpen && news.Assignment.End is null)
        {
            statuses = IncidentStatuses.Reopened(statuses);
            facts.Add(new IncidentReopened(ReopenCause.UnitDispatched, string.Empty, statuses));
        }

        facts.Add(Listed(incident, news.Assignment, ref statuses));
        foreach (var anomaly in news.Anomalies) facts.Add(new IncidentAnomalyFlagged(anomaly, statuses));
        return Decision.Of(facts.ToImmutable());
    }

    private static IncidentAssignmentListed Listed(Incident incident, ListedAssignment assignment, ref ImmutableArray<IncidentStatus> statuses)
    {
        var others = incident.Assignments.Where(a => a.Assignment != assignment.Assignment);
        // Late news of units that are done reaches an incident after it was closed; it stays closed.
        if (!statuses.Contains(IncidentStatus.Closed)) statuses = IncidentStatuses.Of(statuses, others.Append(assignment));
        var agency = assignment.Unit.Agency;
        var participants = incident.Participants.Contains(agency) ? incident.Participants : incident.Participants.Add(agency);
        return new(assignment, participants, statuses);
    }
}
