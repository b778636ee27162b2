using System.Collections.Concurrent;
using Eoc.Contracts.Ids;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Realms;
using Eoc.Journal.Relaying;

namespace Eoc.Journal;

/// <summary>The realms open in this process, each opened when it is first asked for.</summary>
internal sealed class Journals : IJournals, IDeadlines, IRelays, IAsyncDisposable
{
    private readonly IJournalBackend _backend;
    private readonly Outlets _outlets;
    private readonly TimeProvider _time;
    private readonly Guid _writer;
    private readonly ConcurrentDictionary<RealmId, OpenRealm> _open = new();
    private readonly SemaphoreSlim _opening = new(1);

    public Journals(IJournalBackend backend, Outlets outlets, TimeProvider time)
    {
        (_backend, _outlets, _time, _writer) = (backend, outlets, time, Guid.CreateVersion7(time.GetUtcNow()));
        Clocks = new RealmClocks(StoreOf, time);
    }

    public RealmClocks Clocks { get; }

    /// <summary>This run of this process.</summary>
    public Guid Writer => _writer;

    public async ValueTask<IJournal?> Find(RealmId realm, CancellationToken cancellation = default) =>
        (await Open(realm, create: realm.IsLive, cancellation))?.Journal;

    public async ValueTask<IJournal> Create(RealmId realm, CancellationToken cancellation = default) =>
        (await Open(realm, create: true, cancellation))!.Journal;

    public async ValueTask Delete(RealmId realm, CancellationToken cancellation = default)
    {
        if (realm.IsLive) throw new ArgumentException("The live journal is never deleted.", nameof(realm));
        await _opening.WaitAsync(cancellation);
        try
        {
            if (_open.TryRemove(realm, out var open)) await open.DisposeAsync();
            Clocks.Forget(realm);
            await _backend.Delete(realm, cancellation);
            _outlets.Witness?.RealmDeleted(realm);
        }
        finally
        {
            _opening.Release();
        }
    }

    public ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation = default) => _backend.Realms(cancellation);

    public async Task FireDue(RealmId realm, DateTimeOffset upTo, CancellationToken cancellation)
    {
        if (await Open(realm, create: false, cancellation) is { } open) await open.Deadlines.FireDue(upTo, cancellation);
    }

    /// <summary>Opens every realm there is, so that what an earlier process left undone is done.</summary>
    public async Task OpenAll(CancellationToken cancellation)
    {
        foreach (var realm in await Realms(cancellation)) await Open(realm, create: false, cancellation);
    }

    public Task FinishRelaying(CancellationToken patience) => Task.WhenAll(_open.Values.Select(open => open.Relay.Finish(patience)));

    public async ValueTask DisposeAsync()
    {
        foreach (var realm in _open.Keys.ToList())
            if (_open.TryRemove(realm, out var open)) await open.DisposeAsync();
        await _backend.DisposeAsync();
        _opening.Dispose();
    }

    /// <summary>What runs for a realm, or null when it is not there.</summary>
    public ValueTask<OpenRealm?> OpenRealmOf(RealmId realm, CancellationToken cancellation = default) => Open(realm, create: false, cancellation);

    private async ValueTask<IJournalStore?> StoreOf(RealmId realm, CancellationToken cancellation) => (await Open(realm, create: false, cancellation))?.Store;

    private ValueTask<OpenRealm?> Open(RealmId realm, bool create, CancellationToken cancellation) =>
        _open.TryGetValue(realm, out var open) ? new(open) : OpenNew(realm, create, cancellation);

    private async ValueTask<OpenRealm?> OpenNew(RealmId realm, bool create, CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            if (_open.TryGetValue(realm, out var open)) return open;
            if (await _backend.Open(realm, create, cancellation) is not { } store) return null;
            await store.Renew(_writer, cancellation);
            var inherited = await store.Inherit(_writer, cancellation);
            open = _open[realm] = new OpenRealm(realm, _writer, store, Clocks, _outlets, _time);
            open.Start(inherited);
            return open;
        }
        finally
        {
            _opening.Release();
        }
    }
}
