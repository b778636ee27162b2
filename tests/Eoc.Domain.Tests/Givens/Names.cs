namespace Eoc.Domain.Tests.Givens;

/// <summary>The people, units and places the tests speak of.</summary>
internal static class Names
{
    public static readonly AgencyId Sffd = AgencyId.Parse("sffd");
    public static readonly AgencyId Cpd = AgencyId.Parse("cpd");
    public static readonly AgencyId Cfd = AgencyId.Parse("cfd");
    public static readonly UnitId E12 = UnitId.Parse("cfd/e12");
    public static readonly UnitId T4 = UnitId.Parse("cfd/t4");
    public static readonly UnitId Car7 = UnitId.Parse("cpd/car-7");
    public static readonly IncidentId Fire = new(DerivedId.From("incident", "fire"));
    public static readonly IncidentId Flood = new(DerivedId.From("incident", "flood"));
    public static readonly IncidentId Raid = new(DerivedId.From("incident", "raid"));
    public static readonly CallId FirstCall = new(DerivedId.From("call", "first"));
    public static readonly CallId SecondCall = new(DerivedId.From("call", "second"));
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The one assignment of a unit to an incident that a test speaks of.</summary>
    public static AssignmentId To(this UnitId unit, IncidentId incident) => new(DerivedId.From(unit.ToString(), incident.ToString()));

    /// <summary>A dispatcher of the fire department who sees the room.</summary>
    public static Moment Dispatcher(double minutesAfterNoon = 0) => At(Cfd, "ana", minutesAfterNoon, Audience.Room);

    /// <summary>A detective, who sees the room and what is sensitive to law enforcement.</summary>
    public static Moment Detective(double minutesAfterNoon = 0) => At(Cpd, "dee", minutesAfterNoon, Audience.Room, Audience.LawEnforcementSensitive);

    /// <summary>Follow-ups and deadlines.</summary>
    public static Moment TheSystem(double minutesAfterNoon = 0) => At(Cfd, "system", minutesAfterNoon) with { Labels = null };

    public static Moment At(AgencyId agency, string actor, double minutesAfterNoon, params Audience[] labels)
    {
        var when = Noon.AddMinutes(minutesAfterNoon);
        return new(when, when, actor, agency, [.. labels]);
    }
}
