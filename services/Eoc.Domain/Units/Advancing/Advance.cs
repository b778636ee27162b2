using System.Collections.Immutable;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Units.Advancing;

/// <summary>Moves one assignment up its ladder; without a name the active one.</summary>
public sealed record AdvanceAssignment(AssignmentId? Assignment, AssignmentStep Step);

/// <summary>
/// The ladder's order is the order of commands: a step backwards is refused. Event times are data: one that contradicts the order is kept and
/// flagged. En route or on scene on a stacked assignment makes it the active one; no time of any other changes.
/// </summary>
public static class Advance
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Unit unit, AdvanceAssignment command, Moment moment)
    {
        if (unit.Profile is not { } profile || !moment.Sees(profile.Audience)) return new NotFound(StreamKind.Unit);
        if (unit.Find(command.Assignment) is not { } assignment) return new NoSuchAssignment(unit.Id!.Value, command.Assignment);
        var takesOver = MakesActive(command.Step) && assignment != unit.Active;
        // A crew that turns back to a stacked assignment says again where it stands there.
        if (command.Step == assignment.Step && !takesOver) return Decision.Nothing;
        if (command.Step < assignment.Step) return new StepBackwards(assignment.Id, assignment.Step, command.Step);

        var open = takesOver ? unit.Open.Remove(assignment).Insert(0, assignment) : unit.Open;
        return new AssignmentAdvanced(
            assignment.Id, assignment.Incident, command.Step, assignment.ContradictedBy(moment.OccurredAt), Standing.Of(unit.Duty, open));
    }

    private static bool MakesActive(AssignmentStep step) => step >= AssignmentStep.EnRoute;
}

/// <summary>The unit has no such open assignment; null means it has none at all.</summary>
public sealed record NoSuchAssignment(UnitId Unit, AssignmentId? Assignment) : Refusal("no-such-assignment")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("unit", Unit), ("assignment", Assignment)];
}

/// <summary>The assignment is further up its ladder already.</summary>
public sealed record StepBackwards(AssignmentId Assignment, AssignmentStep Current, AssignmentStep Asked) : Refusal("step-backwards")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("assignment", Assignment), ("current", Current), ("asked", Asked)];
}
