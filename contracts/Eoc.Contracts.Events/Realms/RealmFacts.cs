using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events.Realms;

/// <summary>What happens to a realm as a whole.</summary>
public abstract record RealmFact : Fact;

/// <summary>The realm began.</summary>
/// <param name="Realm">Its slug.</param>
/// <param name="Kind">What it is for; the banner says so and cannot be hidden.</param>
/// <param name="TimeZone">IANA zone by which its people read times.</param>
/// <param name="Title">In words.</param>
/// <param name="Clock">How its time runs.</param>
/// <param name="City">The city pack it is in, or null.</param>
[FactName("realm.opened")]
public sealed record RealmOpened(RealmId Realm, RealmKind Kind, string TimeZone, string Title, ClockSetting Clock, CityId? City = null) : RealmFact;

/// <summary>The realm is in another city now.</summary>
/// <param name="City">Its pack, or null: in none.</param>
/// <param name="TimeZone">The IANA zone by which its people read times from now on; null: as before.</param>
[FactName("realm.city-chosen")]
public sealed record RealmCityChosen(CityId? City, string? TimeZone = null) : RealmFact;

/// <summary>The realm's clock was set; from this every process computes the same now.</summary>
[FactName("realm.clock-set")]
public sealed record RealmClockSet(ClockSetting Clock) : RealmFact;

/// <summary>How a realm's time runs.</summary>
/// <param name="Mode">Wall time, its own running time, or driven step by step.</param>
/// <param name="AnchorWall">The wall time at which the realm's time was <paramref name="AnchorRealm" />.</param>
/// <param name="AnchorRealm">The realm's time then.</param>
/// <param name="Rate">Realm seconds per wall second; 0 is paused. Meaningless when driven.</param>
public sealed record ClockSetting(ClockMode Mode, DateTimeOffset AnchorWall, DateTimeOffset AnchorRealm, double Rate);

/// <summary>Which clock a realm has.</summary>
public enum ClockMode
{
    /// <summary>The wall's.</summary>
    Wall = 1,

    /// <summary>Its own, running at a rate.</summary>
    Running = 2,

    /// <summary>Its own, moved on by whoever plays it; it passes T only when all that is due by T has fired.</summary>
    Driven = 3,
}

/// <summary>What a realm is for.</summary>
public enum RealmKind
{
    /// <summary>The one whose effects reach the world.</summary>
    Live = 1,

    /// <summary>The demonstration.</summary>
    Demonstration = 2,

    /// <summary>A drill.</summary>
    Exercise = 3,

    /// <summary>A recorded or imported shift, played again.</summary>
    Replay = 4,
}
