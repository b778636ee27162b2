using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Units.Dispatching;

/// <summary>Sends a unit to an incident.</summary>
public sealed record DispatchUnit(AssignmentId Assignment, IncidentId Incident, Audience IncidentAudience, IfCommitted IfCommitted, string Reason);

/// <summary>What to do with a unit that already serves an incident.</summary>
public enum IfCommitted
{
    /// <summary>Refuse.</summary>
    Refuse = 0,

    /// <summary>Queue behind what it does.</summary>
    Stack = 1,

    /// <summary>Take it away, with a reason.</summary>
    Divert = 2,
}

/// <summary>A unit serves one incident at a time (I3); what it already serves is given up only when the command says so, with a reason.</summary>
public static class Dispatch
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Unit unit, DispatchUnit command, Moment moment)
    {
        if (unit.Profile is not { } profile || !moment.Sees(profile.Audience)) return new NotFound(StreamKind.Unit);
        if (unit.Find(command.Assignment) is { } same)
            return same.Incident == command.Incident ? Decision.Nothing : new AssignmentIdTaken(command.Assignment);
        if (unit.Ended.Contains(command.Assignment)) return new AssignmentIdTaken(command.Assignment);
        if (Committed(unit, command) is { } committed) return AlreadyCommitted.To(committed, unit, moment);
        if (Unavailable(unit, command) is { } refusal) return refusal;
        return (unit.Active, command.IfCommitted) switch
        {
            (null, _) => Send(unit, unit.Open, command, moment, null),
            ({ } active, IfCommitted.Divert) => Divert(unit, active, command, moment),
            ({ } active, _) => Send(unit, unit.Open, command, moment, active.Id),
        };
    }

    /// <summary>The assignment that stands in the way, whatever the unit's duty: the one to the same incident, else the active one.</summary>
    private static Assignment? Committed(Unit unit, DispatchUnit command) =>
        unit.Open.FirstOrDefault(assignment => assignment.Incident == command.Incident)
        ?? (command.IfCommitted is IfCommitted.Stack or IfCommitted.Divert ? null : unit.Active);

    private static Refusal? Unavailable(Unit unit, DispatchUnit command) => unit.Duty switch
    {
        { Status: PrimaryStatus.NotAvailable } duty => new NotAvailable(unit.Id!.Value, duty.Reason, duty.By, duty.Since, duty.Until),
        { Status: PrimaryStatus.ConditionallyAvailable } when command.Reason.Length == 0 => new ReasonMissing("pre-emption"),
        _ when command.IfCommitted == IfCommitted.Divert && unit.Active is not null && command.Reason.Length == 0 => new ReasonMissing("divert"),
        _ => null,
    };

    private static Decision Divert(Unit unit, Assignment active, DispatchUnit command, Moment moment)
    {
        var left = unit.Open.RemoveAt(0);
        var ended = new AssignmentEnded(
            active.Id, active.Incident, AssignmentEnd.Diverted, true, active.ContradictedBy(moment.OccurredAt), command.Reason, Standing.Of(unit.Duty, left));
        var assigned = Send(unit, left, command, moment, null, first: true).Facts;
        return Decision.Of([ended, .. assigned]);
    }

    private static Decision Send(
        Unit unit, ImmutableArray<Assignment> open, DispatchUnit command, Moment moment, AssignmentId? overlaps, bool first = false)
    {
        var assignment = new Assignment(
            command.Assignment, command.Incident, command.IncidentAudience, moment.Agency, moment.Actor, moment.OccurredAt, AssignmentStep.Dispatched,
            moment.OccurredAt);
        var after = first ? open.Insert(0, assignment) : open.Add(assignment);
        return new UnitDispatched(
            command.Assignment, command.Incident, command.IncidentAudience, moment.Agency, overlaps, command.Reason, Standing.Of(unit.Duty, after));
    }
}

/// <summary>
/// The unit serves an incident already: by whom it was sent, for what, since when. That a visible unit is committed everybody sees; for what and by
/// whom is left out for those who may not know the incident.
/// </summary>
public sealed record AlreadyCommitted(UnitId Unit, IncidentId? Incident, AgencyId? By, string? Actor, DateTimeOffset Since) : Refusal("already-committed")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named =>
        [("unit", Unit), ("incident", Incident), ("by", By), ("actor", Actor), ("since", Since)];

    internal static AlreadyCommitted To(Assignment assignment, Unit unit, Moment moment) => moment.Sees(assignment.IncidentAudience)
        ? new(unit.Id!.Value, assignment.Incident, assignment.By, assignment.Actor, assignment.Since)
        : new(unit.Id!.Value, null, null, null, assignment.Since);
}

/// <summary>The unit cannot be sent: why, who said so, since when and until when.</summary>
public sealed record NotAvailable(UnitId Unit, string Reason, string By, DateTimeOffset Since, DateTimeOffset? Until) : Refusal("not-available")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named =>
        [("unit", Unit), ("reason", Reason), ("by", By), ("since", Since), ("until", Until)];
}

/// <summary>The assignment id names a commitment to another incident, or one that is over.</summary>
public sealed record AssignmentIdTaken(AssignmentId Assignment) : Refusal("assignment-id-taken")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("assignment", Assignment)];
}
