using Eoc.Contracts.Ids;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Leasing;
using Eoc.Journal.Realms;

namespace Eoc.Journal;

/// <summary>What runs in this process for one realm: its journal, and what follows from its commits.</summary>
internal sealed class OpenRealm : IAsyncDisposable
{
    public OpenRealm(RealmId realm, Guid writer, IJournalStore store, RealmClocks clocks, PersistentDelivery delivery, TimeProvider time)
    {
        Store = store;
        Courier = new Courier(writer, store, delivery, time);
        Deadlines = new DeadlineRunner(realm, writer, store, clocks, delivery, Courier, time);
        Lease = store.IsExclusive ? null : new LeaseKeeper(writer, store, Courier, time);
        Journal = new RealmJournal(realm, writer, store, time, [clocks, Courier, Deadlines]);
    }

    public IJournalStore Store { get; }

    public RealmJournal Journal { get; }

    public Courier Courier { get; }

    public DeadlineRunner Deadlines { get; }

    /// <summary>Null where no other process writes.</summary>
    public LeaseKeeper? Lease { get; }

    /// <summary>Takes over what earlier processes left, and begins.</summary>
    public void Start()
    {
        Courier.Start(Journal.Chores);
        Deadlines.Start(Journal.Chores);
        Lease?.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Deadlines.DisposeAsync();
        await Courier.DisposeAsync();
        await Journal.DisposeAsync();
        if (Lease is not null) await Lease.DisposeAsync();
        await Store.DisposeAsync();
    }
}
