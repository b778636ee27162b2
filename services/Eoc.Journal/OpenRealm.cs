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
    /// <summary>A command is refused when it is a day old; a month is long enough for any retry.</summary>
    private static readonly TimeSpan CommandsAreKept = TimeSpan.FromDays(30);

    private static readonly TimeSpan ExpiryInterval = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private ITimer? _expiry;

    public OpenRealm(RealmId realm, Guid writer, IJournalStore store, RealmClocks clocks, Outlets outlets, TimeProvider time)
    {
        (Store, _time) = (store, time);
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
        _expiry = _time.CreateTimer(_ => Journal.Chores.ForgetCommands(_time.GetUtcNow() - CommandsAreKept), null, ExpiryInterval, ExpiryInterval);
        Relay.Inherit(inherited);
        Courier.Start(Journal.Chores);
        Deadlines.Start(Journal.Chores);
        Lease?.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_expiry is not null) await _expiry.DisposeAsync();
        await Deadlines.DisposeAsync();
        await Courier.DisposeAsync();
        await Relay.DisposeAsync();
        await Journal.DisposeAsync();
        if (Lease is not null) await Lease.DisposeAsync();
        await Store.DisposeAsync();
    }
}
