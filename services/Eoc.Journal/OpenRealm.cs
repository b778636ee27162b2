using Eoc.Contracts.Ids;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Leasing;
using Eoc.Journal.Realms;

namespace Eoc.Journal;

/// <summary>What runs in this process for one realm: its journal, and what follows from its commits.</summary>
internal sealed class OpenRealm : IAsyncDisposable
{
    private readonly LeaseKeeper? _lease;

    public OpenRealm(RealmId realm, Guid writer, IJournalStore store, RealmClocks clocks, PersistentDelivery delivery, TimeProvider time)
    {
        Store = store;
        Courier = new Courier(writer, store, delivery, time);
        Deadlines = new DeadlineRunner(realm, writer, store, clocks, delivery, Courier, time);
        _lease = store.IsExclusive ? null : new LeaseKeeper(writer, store, Courier, time);
        Journal = new RealmJournal(realm, writer, store, time, [clocks, Courier, Deadlines]);
    }

    public IJournalStore Store { get; }

    public RealmJournal Journal { get; }

    public Courier Courier { get; }

    public DeadlineRunner Deadlines { get; }

    /// <summary>Takes over what earlier processes left, and begins.</summary>
    public void Start()
    {
        Courier.Start(Journal.Chores);
        Deadlines.Start(Journal.Chores);
        _lease?.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Deadlines.DisposeAsync();
        await Courier.DisposeAsync();
        await Journal.DisposeAsync();
        if (_lease is not null) await _lease.DisposeAsync();
        await Store.DisposeAsync();
    }
}
