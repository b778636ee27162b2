using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;
using Orleans.Concurrency;

namespace Eoc.Contracts.Grains.Realms;

/// <summary>A realm's settings. Key: its <see cref="StreamId" />.</summary>
[Alias("eoc.realm")]
public interface IRealmGrain : IGrainWithStringKey
{
    /// <summary>Begins the realm.</summary>
    [Alias("open")]
    Task<CommandResult> Open(CommandContext context, OpenRealm command, CancellationToken cancellation = default);

    /// <summary>Moves a driven clock on; everything due by then has fired before.</summary>
    [Alias("advance-clock")]
    Task<CommandResult> AdvanceClock(CommandContext context, AdvanceClock command, CancellationToken cancellation = default);

    /// <summary>Says which city pack it is in.</summary>
    [Alias("choose-city")]
    Task<CommandResult> ChooseCity(CommandContext context, ChooseCity command, CancellationToken cancellation = default);

    /// <summary>The city pack, or null when it is in none; also of a realm that needs no opening.</summary>
    [Alias("city"), ReadOnly]
    Task<CityId?> City(CancellationToken cancellation = default);

    /// <summary>The settings, or null when the realm was never opened and no city gave it a time zone.</summary>
    [Alias("settings"), ReadOnly]
    Task<RealmSettings?> Settings(CancellationToken cancellation = default);
}

/// <summary>Begins a realm.</summary>
[GenerateSerializer, Immutable, Alias("eoc.open-realm")]
public sealed record OpenRealm
{
    /// <summary>What it is for.</summary>
    [Id(0)] public required RealmKind Kind { get; init; }

    /// <summary>IANA time zone.</summary>
    [Id(1)] public required string TimeZone { get; init; }

    /// <summary>In words.</summary>
    [Id(2)] public required string Title { get; init; }

    /// <summary>How its time runs.</summary>
    [Id(3)] public required ClockMode Clock { get; init; }

    /// <summary>The realm's time at its beginning, UTC; unused on a wall clock.</summary>
    [Id(4)] public DateTimeOffset StartsAt { get; init; }

    /// <summary>Realm seconds per wall second, for a running clock.</summary>
    [Id(5)] public double Rate { get; init; } = 1;

    /// <summary>The city pack, or null.</summary>
    [Id(6)] public CityId? City { get; init; }
}

/// <summary>Says which city pack a realm is in.</summary>
[GenerateSerializer, Immutable, Alias("eoc.choose-city")]
public sealed record ChooseCity
{
    /// <summary>The pack, or null for none.</summary>
    [Id(0)] public CityId? City { get; init; }

    /// <summary>The city's IANA zone, by which the realm's people read times from now on; null leaves it as it is.</summary>
    [Id(1)] public string? TimeZone { get; init; }
}

/// <summary>Moves a driven clock on.</summary>
[GenerateSerializer, Immutable, Alias("eoc.advance-clock")]
public sealed record AdvanceClock
{
    /// <summary>The new now, UTC; never before the old one.</summary>
    [Id(0)] public required DateTimeOffset To { get; init; }
}

/// <summary>A realm's settings.</summary>
[GenerateSerializer, Immutable, Alias("eoc.realm-settings")]
public sealed record RealmSettings
{
    /// <summary>What it is for.</summary>
    [Id(0)] public required RealmKind Kind { get; init; }

    /// <summary>IANA time zone.</summary>
    [Id(1)] public required string TimeZone { get; init; }

    /// <summary>In words.</summary>
    [Id(2)] public required string Title { get; init; }

    /// <summary>How its time runs.</summary>
    [Id(3)] public required ClockMode Mode { get; init; }

    /// <summary>Wall time of the anchor.</summary>
    [Id(4)] public required DateTimeOffset AnchorWall { get; init; }

    /// <summary>Realm time of the anchor.</summary>
    [Id(5)] public required DateTimeOffset AnchorRealm { get; init; }

    /// <summary>Realm seconds per wall second.</summary>
    [Id(6)] public required double Rate { get; init; }
}
