using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Units.Enrolling;

/// <summary>A unit joins its agency's roster, or its label, kind or home changes.</summary>
public sealed record EnrolUnit(UnitId Unit, UnitProfile Profile);

/// <summary>A new unit is available until somebody says otherwise.</summary>
public static class Enrol
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Unit unit, EnrolUnit command, Moment moment)
    {
        if (unit.Profile == command.Profile) return Decision.Nothing;
        return new UnitEnrolled(command.Unit, command.Profile, Standing.Of(unit.Duty, unit.Open));
    }
}
