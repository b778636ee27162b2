using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Realms;

/// <summary>A universe of its own and its clock.</summary>
public sealed record Realm
{
    /// <summary>Before it was opened.</summary>
    public static readonly Realm Unknown = new();

    /// <summary>How it was opened; null before.</summary>
    public RealmOpened? Opened { get; init; }

    /// <summary>How its time runs now.</summary>
    public ClockSetting? Clock { get; init; }

    /// <summary>The city pack it is in; null for none.</summary>
    public CityId? City { get; init; }

    /// <summary>The IANA zone that came with the last city that was chosen; null when none did.</summary>
    public string? ChosenZone { get; init; }

    /// <summary>The IANA zone by which its people read times; null when nobody has said.</summary>
    public string? TimeZone => ChosenZone ?? Opened?.TimeZone;

    /// <summary>The realm after one more entry.</summary>
    public static Realm Evolve(Realm realm, StoredFact stored) => stored.Fact switch
    {
        RealmOpened opened => realm with { Opened = opened, Clock = opened.Clock, City = opened.City, ChosenZone = null },
        RealmCityChosen chosen => realm with { City = chosen.City, ChosenZone = chosen.TimeZone ?? realm.ChosenZone },
        RealmClockSet set => realm with { Clock = set.Clock },
        _ => realm,
    };

    /// <summary>Begins.</summary>
    public static Decision Open(Realm realm, RealmOpened opened)
    {
        if (realm.Opened is not { } before) return opened;
        var same = before.Kind == opened.Kind && before.TimeZone == opened.TimeZone && before.Title == opened.Title && before.Clock.Mode == opened.Clock.Mode
            && before.City == opened.City;
        return same ? Decision.Nothing : new AlreadyExists(StreamKind.Realm);
    }

    /// <summary>Moves to a city pack and its time zone, or to none. Choosing the one it is in is asking twice.</summary>
    public static Decision Choose(Realm realm, CityId? city, string? zone = null) =>
        realm.City == city && (zone is null || realm.TimeZone == zone) ? Decision.Nothing : new RealmCityChosen(city, zone);

    /// <summary>Moves a driven clock on. Time never runs back; asking for what has passed is asking twice.</summary>
    public static Decision Advance(Realm realm, DateTimeOffset to, DateTimeOffset wall)
    {
        if (realm.Clock is not { } clock) return new NotFound(StreamKind.Realm);
        if (clock.Mode != ClockMode.Driven) return new ClockNotDriven(clock.Mode);
        return to <= clock.AnchorRealm ? Decision.Nothing : new RealmClockSet(clock with { AnchorWall = wall, AnchorRealm = to });
    }
}

/// <summary>Only a driven clock is moved by hand.</summary>
public sealed record ClockNotDriven(ClockMode Mode) : Refusal("clock-not-driven")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("mode", Mode)];
}
