using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Calling;

namespace Eoc.Tracking.Terminals;

/// <summary>What one unit's terminal shows: its assignments, each with as much of its incident as the terminal may know.</summary>
internal sealed class TerminalScreen(Roster roster, Caller caller, UnitId unit)
{
    /// <summary>The list as it is now, in full.</summary>
    public IReadOnlyList<TerminalAssignment> Assignments()
    {
        var tasks = roster.TasksOf(unit);
        return [.. tasks.Assignments.Select(assignment => Show(assignment, assignment.Id == tasks.Active))];
    }

    /// <summary>Whether a change of this unit or incident may change the list.</summary>
    public bool Concerns(string id) =>
        id == unit.ToString() || roster.TasksOf(unit).Assignments.Any(assignment => assignment.Incident.ToString() == id);

    private TerminalAssignment Show(OpenAssignment assignment, bool active)
    {
        var shown = new TerminalAssignment { Assignment = assignment.Id.ToString(), Active = active, Step = (AssignmentStep)assignment.Step };
        if (!caller.Sees(assignment.IncidentAudience)) return shown;
        shown.Incident = assignment.Incident.ToString();
        if (roster.BriefOf(assignment.Incident) is { } brief) Describe(shown, brief);
        return shown;
    }

    private static void Describe(TerminalAssignment shown, IncidentBrief brief)
    {
        var details = brief.Details;
        (shown.Number, shown.Type, shown.Priority, shown.Title, shown.Place) = (brief.Number, details.Type, details.Priority, details.Title, details.Place);
        if (details.Position is { } at) shown.Position = new LatLng { Latitude = at.Latitude, Longitude = at.Longitude };
    }
}
