using Eoc.Contracts.Ids;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Leasing;
using Eoc.Journal.Relaying;
using Eoc.Journal.Realms;

namespace Eoc.Journal;

/// <summary>What runs in this process for one realm: its journal, and what follows from its commits.</summary>
internal sealed class OpenRealm : IAsyncDisposable
{
    public OpenRealm(RealmId realm, Guid writer, IJournalStore store, RealmClocks clocks, Outlets outlets, TimeProvider time)
    {
        Store = store;
        var delivery = outlets.Delivery;
        Relay = new Relay(realm, writer, store, outlets.Publishing, time);
        Courier = new Courier(writer, store, delivery, time);
        Deadlines = new DeadlineRunner(realm, writer, store, clocks, delivery, Courier, time);
        Lease = store.IsExclusive ? null : new LeaseKeeper(writer, store, Courier, Relay, time);
        Journal = new RealmJournal(realm, writer, store, time, outlets.Witness is { } witness ? [clocks, Courier, Deadlines, Relay, witness] : [clocks, Courier, Deadlines, Relay]);
    }

    public IJournalStore Store { get; }

    public RealmJournal Journal { get; }

    public Courier Courier { get; }

    public DeadlineRunner Deadlines { get; }

    public Relay Relay { get; }

    /// <summary>Null where no other process writes.</summary>
    public LeaseKeeper? Lease { get; }

    /// <summary>Takes over what earlier processes left, and begins.</summary>
    public void Start(IReadOnlyList<Guid> inherited)
    {
        Relay.Start(Journal.Chores);
        Relay.Inherit(inherited);
        Courier.Start(Journal.Chores);
        Deadlines.Start(Journal.Chores);
        Lease?.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Deadlines.DisposeAsync();
        await Courier.DisposeAsync();
        await Relay.DisposeAsync();
        await Journal.DisposeAsync();
        if (Lease is not null) await Lease.DisposeAsync();
        await Store.DisposeAsync();
    }
}
