using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Units.Enrolling;

/// <summary>Whether a unit can be sent at all.</summary>
public sealed record SetUnitDuty(PrimaryStatus Status, string Reason, DateTimeOffset? Until);

/// <summary>Duty is orthogonal to assignments: going out of service touches none of them.</summary>
public static class SetDuty
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Unit unit, SetUnitDuty command, Moment moment)
    {
        if (unit.Profile is not { } profile || !moment.Sees(profile.Audience)) return new NotFound(StreamKind.Unit);
        if (command.Status != PrimaryStatus.Available && command.Reason.Length == 0) return new ReasonMissing("duty");
        if (unit.Duty is { } duty && duty.Status == command.Status && duty.Reason == command.Reason && duty.Until == command.Until)
            return Decision.Nothing;

        var changed = new Duty(command.Status, command.Reason, moment.Actor, moment.OccurredAt, command.Until);
        return new UnitDutyChanged(changed, Standing.Of(changed, unit.Open));
    }
}
