using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Relaying;
using Eoc.ServiceDefaults.Positions;
using Microsoft.Extensions.Logging;

namespace Eoc.Picture.Following;

/// <summary>
/// The pictures of this process. A realm is followed from when it is first looked at; live from the start. What the bus brings of any other realm is
/// passed over: who comes later reads it from the journal.
/// </summary>
internal sealed partial class FollowedRealms(IJournals journals, PictureSeed seed, TimeProvider time, ILogger<FollowedRealms> logger)
    : IFactsReceiver, IPositionsReceiver, IDisposable
{
    private readonly ConcurrentDictionary<RealmId, Lazy<Task<FollowedRealm?>>> _realms = new();

    /// <summary>Every realm that is followed and loaded.</summary>
    public IEnumerable<FollowedRealm> Loaded =>
        _realms.Values.Where(realm => realm is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }).Select(Completed).OfType<FollowedRealm>();

    /// <summary>The realm's picture, at the journal's heads as of now; null when there is no such realm.</summary>
    /// <exception cref="JournalUnavailableException">The store does not answer.</exception>
    public async Task<FollowedRealm?> Open(RealmId realm, CancellationToken cancellation)
    {
        var opening = _realms.GetOrAdd(realm, id => new(() => Load(id)));
        try
        {
            if (await opening.Value.WaitAsync(cancellation) is { } followed) return followed;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || opening.Value.IsFaulted)
        {
            _realms.TryRemove(new(realm, opening));
            throw;
        }

        // It may be made later.
        _realms.TryRemove(new(realm, opening));
        return null;
    }

    /// <inheritdoc />
    public async Task Receive(FactsPublished facts, CancellationToken cancellation)
    {
        if (!RealmId.TryParse(facts.Realm, null, out var realm) || Find(realm) is not { } followed) return;
        try
        {
            await followed.Following.Receive(facts, cancellation);
        }
        catch (JournalUnavailableException unavailable)
        {
            // The message is not lost by that: until the bus is heard again the journal is asked.
            LogUnread(logger, realm, unavailable);
        }
    }

    /// <inheritdoc />
    public Task Receive(PositionsMoved moved, CancellationToken cancellation)
    {
        if (RealmId.TryParse(moved.Realm, null, out var realm)) Find(realm)?.Position(moved);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var realm in Loaded) realm.Dispose();
    }

    private FollowedRealm? Find(RealmId realm) =>
        _realms.TryGetValue(realm, out var opening) && opening is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? Completed(opening) : null;

    // Asked only of what has completed.
    private static FollowedRealm? Completed(Lazy<Task<FollowedRealm?>> opening) => opening.Value.GetAwaiter().GetResult();

    private async Task<FollowedRealm?> Load(RealmId realm)
    {
        if (await journals.Find(realm) is not { } journal) return null;
        var followed = new FollowedRealm(journal, seed.Of(realm), time, logger);
        await followed.Following.Load(CancellationToken.None);
        followed.Tick();
        return followed;
    }

    [LoggerMessage(LogLevel.Warning, "The journal of {Realm} does not answer; its picture waits.")]
    private static partial void LogUnread(ILogger logger, RealmId realm, Exception failure);
}
