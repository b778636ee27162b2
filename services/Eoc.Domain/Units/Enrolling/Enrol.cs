using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Units.Enrolling;

/// <summary>A unit joins its agency's roster, or its label, kind or home changes.</summary>
public sealed record EnrolUnit(UnitId Unit, UnitProfile Profile);

/// <summary>
/// A new unit is available until somebody says otherwise. A roster has one name space: a name that a hidden unit bears is refused as taken, which
/// the agency's own administrators alone can try.
/// </summary>
public static class Enrol
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Unit unit, EnrolUnit command, Moment moment)
    {
        if (unit.Profile is { } known && !moment.Sees(known.Audience)) return new AlreadyExists(StreamKind.Unit);
        if (!moment.Sees(command.Profile.Audience)) return new AudienceNotHeld(command.Profile.Audience);
        if (unit.Profile == command.Profile) return Decision.Nothing;
        return new UnitEnrolled(command.Unit, command.Profile, Standing.Of(unit.Duty, unit.Open));
    }
}
