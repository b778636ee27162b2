using System.Collections.Concurrent;
using Eoc.Contracts.Ids;
using Eoc.Journal;

namespace Eoc.Tracking.Ingesting;

/// <summary>The realms in which something is tracked.</summary>
internal sealed class TrackedRealms : IRealmKeeper
{
    private readonly ConcurrentDictionary<RealmId, RealmTracks> _realms = new();

    public IEnumerable<RealmTracks> All => _realms.Values;

    public RealmTracks Of(RealmId realm) => _realms.GetOrAdd(realm, id => new(id));

    /// <inheritdoc />
    public Task Forget(RealmId realm, CancellationToken cancellation) => _realms.TryRemove(realm, out var tracks) ? tracks.End() : Task.CompletedTask;
}
