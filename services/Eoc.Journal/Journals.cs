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
    private readonly Func<IEnumerable<IRealmKeeper>> _keepers;
    private readonly ConcurrentDictionary<RealmId, OpenRealm> _open = new();
    private readonly ConcurrentDictionary<RealmId, bool> _leaving = new();
    private readonly ConcurrentDictionary<(RealmId Realm, Guid Writer), bool> _deleted = new();
    private readonly ConcurrentDictionary<RealmId, Guid> _successors = new();
    private readonly SemaphoreSlim _opening = new(1);

    /// <param name="backend">Where the journals lie.</param>
    /// <param name="outlets">Where what has committed goes on to.</param>
    /// <param name="time">The process's clock.</param>
    /// <param name="keepers">Who is told of a deletion; asked for then, since they need the journals themselves. Null: nobody.</param>
    public Journals(IJournalBackend backend, Outlets outlets, TimeProvider time, Func<IEnumerable<IRealmKeeper>>? keepers = null)
    {
        (_backend, _outlets, _time, _writer) = (backend, outlets, time, Guid.CreateVersion7(time.GetUtcNow()));
        _keepers = keepers ?? (() => []);
        Clocks = new RealmClocks(StoreOf, time);
    }

    public RealmClocks Clocks { get; }

    /// <summary>This run of this process, in every realm that was not deleted in it.</summary>
    public Guid Writer => _writer;

    public async ValueTask<IJournal?> Find(RealmId realm, CancellationToken cancellation = default) =>
        (await Open(realm, create: realm.IsLive, cancellation))?.Journal;

    public async ValueTask<IJournal> Create(RealmId realm, CancellationToken cancellation = default) =>
        (await Open(realm, create: true, cancellation))!.Journal;

    public async ValueTask Delete(RealmId realm, CancellationToken cancellation = default)
    {
        if (realm.IsLive) throw new ArgumentException("The live journal is never deleted.", nameof(realm));
        if (!_leaving.TryAdd(realm, true)) throw Leaves(realm);
        try
        {
            await InTurn(() => Close(realm), cancellation);
            // Not in turn: somebody who is to forget may wait for one who looks for a journal.
            foreach (var keeper in _keepers()) await keeper.Forget(realm, cancellation);
            // Last, so that a deletion that was cut short is found undone at the next start.
            await _backend.Delete(realm, cancellation);
            _outlets.Witness?.RealmDeleted(realm);
            Clocks.Forget(realm);
        }
        finally
        {
            _leaving.TryRemove(realm, out _);
        }
    }

    public bool IsDeleted(RealmId realm, Guid writer) => _deleted.ContainsKey((realm, writer));

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

    private async ValueTask Close(RealmId realm)
    {
        if (!_open.TryRemove(realm, out var open)) return;
        Clocks.Forget(realm);
        _deleted[(realm, open.Journal.Writer)] = true;
        // Numbers of commits begin anew in a realm that is made again, so it needs a writer of its own.
        _successors[realm] = Guid.CreateVersion7(_time.GetUtcNow());
        await open.DisposeAsync();
    }

    private ValueTask<OpenRealm?> Open(RealmId realm, bool create, CancellationToken cancellation) =>
        _open.TryGetValue(realm, out var open) ? new(open) : OpenNew(realm, create, cancellation);

    private async ValueTask<OpenRealm?> OpenNew(RealmId realm, bool create, CancellationToken cancellation)
    {
        OpenRealm? open = null;
        await InTurn(async () => open = await OpenInTurn(realm, create, cancellation), cancellation);
        return open;
    }

    private async ValueTask<OpenRealm?> OpenInTurn(RealmId realm, bool create, CancellationToken cancellation)
    {
        if (_open.TryGetValue(realm, out var open)) return open;
        if (_leaving.ContainsKey(realm)) return create ? throw Leaves(realm) : null;
        if (await _backend.Open(realm, create, cancellation) is not { } store) return null;
        var writer = _successors.GetValueOrDefault(realm, _writer);
        await store.Renew(writer, cancellation);
        var inherited = await store.Inherit(writer, cancellation);
        open = _open[realm] = new OpenRealm(realm, writer, store, Clocks, _outlets, _time);
        open.Start(inherited);
        return open;
    }

    private async ValueTask InTurn(Func<ValueTask> work, CancellationToken cancellation)
    {
        await _opening.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _opening.Release();
        }
    }

    private static JournalUnavailableException Leaves(RealmId realm) => new($"The realm {realm} is being deleted.");
}
