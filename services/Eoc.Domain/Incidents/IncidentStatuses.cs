using System.Collections.Immutable;
using Eoc.Contracts.Events.Incidents;

namespace Eoc.Domain.Incidents;

/// <summary>The EIDO common statuses that follow from the units: several hold at once.</summary>
internal static class IncidentStatuses
{
    private static readonly ImmutableArray<IncidentStatus> FromUnits =
        [IncidentStatus.ResourcesAssigned, IncidentStatus.ResourcesEnroute, IncidentStatus.ResourcesOnscene];

    private static readonly ImmutableArray<IncidentStatus> FromBeingOpen = [IncidentStatus.Active, IncidentStatus.ReOpened];

    public static ImmutableArray<IncidentStatus> Of(Incident incident, ImmutableArray<IncidentStatus> statuses, IEnumerable<ListedAssignment> assignments)
    {
        var open = assignments.Where(assignment => assignment.End is null && incident.ShowsToAll(assignment)).ToList();
        return
        [
            .. statuses.Except(FromUnits),
            .. If(IncidentStatus.ResourcesAssigned, open.Count > 0),
            .. If(IncidentStatus.ResourcesEnroute, open.Exists(a => Incident.StageOf(a.Step) == IncidentStatus.ResourcesEnroute)),
            .. If(IncidentStatus.ResourcesOnscene, open.Exists(a => Incident.StageOf(a.Step) == IncidentStatus.ResourcesOnscene)),
        ];
    }

    public static ImmutableArray<IncidentStatus> Closed(ImmutableArray<IncidentStatus> statuses) =>
        [.. statuses.Except([.. FromUnits, .. FromBeingOpen]), IncidentStatus.Closed];

    public static ImmutableArray<IncidentStatus> Reopened(Incident incident) =>
        Of(incident, [IncidentStatus.Active, IncidentStatus.ReOpened, .. incident.Statuses.Except(FromBeingOpen).Except([IncidentStatus.Closed])], incident.Assignments);

    private static ImmutableArray<IncidentStatus> If(IncidentStatus status, bool holds) => holds ? [status] : [];
}
