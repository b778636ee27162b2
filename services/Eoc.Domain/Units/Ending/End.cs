using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Domain.Units.Advancing;

namespace Eoc.Domain.Units.Ending;

/// <summary>Ends one assignment; without a name the active one.</summary>
public sealed record EndAssignment(AssignmentId? Assignment, AssignmentEnd End, bool EndUnknown, string Reason);

/// <summary>Ending one assignment promotes the next stacked one and touches no other.</summary>
public static class End
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Unit unit, EndAssignment command, Moment moment)
    {
        if (unit.Profile is not { } profile || !moment.Sees(profile.Audience)) return new NotFound(StreamKind.Unit);
        if (command.Assignment is { } named && unit.Ended.Contains(named)) return Decision.Nothing;
        if (unit.Find(command.Assignment) is not { } assignment) return new NoSuchAssignment(unit.Id!.Value, command.Assignment);

        var contradicts = command.EndUnknown ? null : assignment.ContradictedBy(moment.OccurredAt);
        return new AssignmentEnded(
            assignment.Id, assignment.Incident, command.End, !command.EndUnknown, contradicts, command.Reason,
            Standing.Of(unit.Duty, unit.Open.Remove(assignment)));
    }
}
