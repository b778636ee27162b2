using System.Collections.Concurrent;
using Eoc.Contracts.Grains.Realms;
using Eoc.Contracts.Ids;
using Eoc.Journal;

namespace Eoc.Incidents.Realms;

/// <summary>Local time, made at the edge from the realm's IANA zone.</summary>
internal sealed class RealmZones(IGrainFactory grains) : IRealmKeeper
{
    private readonly ConcurrentDictionary<RealmId, TimeZoneInfo> _zones = new();

    /// <summary>The realm was given another; it is asked for again.</summary>
    public void Forget(RealmId realm) => _zones.TryRemove(realm, out _);

    /// <inheritdoc />
    public Task Forget(RealmId realm, CancellationToken cancellation)
    {
        Forget(realm);
        return Task.CompletedTask;
    }

    /// <summary>The time as the realm's people read it; UTC in a realm that was never opened.</summary>
    public async ValueTask<DateTimeOffset> Local(RealmId realm, DateTimeOffset time, CancellationToken cancellation)
    {
        if (!_zones.TryGetValue(realm, out var zone))
        {
            var settings = await grains.GetGrain<IRealmGrain>(StreamId.Of(realm).ToString()).Settings(cancellation);
            if (settings is null) return time.ToUniversalTime();
            zone = _zones.GetOrAdd(realm, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
        }

        return TimeZoneInfo.ConvertTime(time, zone);
    }
}
