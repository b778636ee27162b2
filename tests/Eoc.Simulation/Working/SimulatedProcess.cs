using Eoc.Contracts.Events;
using Eoc.Contracts.Grains;
using Eoc.Domain.Calls;
using Eoc.Domain.Incidents;
using Eoc.Domain.Units;
using Eoc.Incidents.Calls;
using Eoc.Incidents.Incidents;
using Eoc.Incidents.Turns;
using Eoc.Incidents.Units;
using Eoc.Journal;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Realms;
using Eoc.Journal.Relaying;
using Eoc.Journal.Sessions;
using Eoc.Journal.Simulated.Serving;
using Eoc.Picture.Following;
using Eoc.Simulation.Carrying;
using Eoc.Simulation.Drilling;
using Eoc.Simulation.Running;
using Eoc.Simulation.Storing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.Simulation.Working;

/// <summary>
/// One run of a process: its journal with relay, courier, deadlines and lease, its activations, and its picture. All of it is the real code, over a
/// simulated thread, clock, store and bus.
/// </summary>
internal sealed class SimulatedProcess
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly SimulatedStore _store;
    private readonly SimulatedStore? _drillStore;
    private readonly Activations _activations;
    private readonly RealmClocks _clocks;
    private readonly OpenRealm _realm;
    private readonly FollowedRealm _picture;
    private readonly NaivePicture? _naive;

    public SimulatedProcess(World world, SimulatedDatabase database, SimulatedBus bus, int run, Bugs bugs)
    {
        (Thread, Bugs) = (world.NewThread(), bugs);
        Time = new(world, Thread, world.Between(-1500, 1500));
        Writer = DerivedId.From("writer", $"{world.Seed}", $"{run}");
        _store = new(RealmId.Live, new DatabaseConnection(database, database.Log, Thread));
        _drillStore = database.Drill is { } drill ? new(Drilling.Drill.Id, new DatabaseConnection(database, drill, Thread)) : null;
        _clocks = new(async (realm, _) => await Task.FromResult<IJournalStore?>(realm.IsLive ? _store : _drillStore), Time);
        var publishing = new PersistentPublishing(() => bus, Time, NullLogger<PersistentPublishing>.Instance);
        var delivery = new PersistentDelivery(() => new SimulatedDelivery(this), Time, NullLogger<PersistentDelivery>.Instance);
        _realm = new(RealmId.Live, Writer, _store, _clocks, new(delivery, publishing, null), Time);
        _activations = new(world, _realm.Journal);
        Drill = _drillStore is null ? null : new(world, Writer, _drillStore, _clocks, publishing, Time, bugs);
        _picture = new(_realm.Journal, seed: 1, Time, NullLogger.Instance);
        _naive = bugs.HasFlag(Bugs.IgnoresVersions) ? new() : null;
        bus.Listen(this);
        Thread.Start(Begin);
    }

    public SimulatedThread Thread { get; }

    public SimulatedTime Time { get; }

    public Guid Writer { get; }

    public Bugs Bugs { get; }

    public bool IsReady { get; private set; }

    /// <summary>Its part in the drill, if there is one.</summary>
    public Drill? Drill { get; }

    /// <summary>What a console with these labels shows.</summary>
    public byte[] Shown(params Audience[] labels) => Show(Bugs.HasFlag(Bugs.ShowsEverything) ? [.. labels, Audience.LawEnforcementSensitive] : labels);

    private byte[] Show(Audience[] labels) => _naive is { } naive ? naive.Canonical(labels) : NaivePicture.Canonical(_picture.Picture, labels);

    public Task<T> Unit<T>(UnitId unit, Func<Turn<Unit>, Task<T>> call) =>
        _activations.Of(StreamId.Of(RealmId.Live, unit), UnitGrain.Rules, UnitOwes.In(RealmId.Live)).Call(call);

    public Task<T> Incident<T>(IncidentId incident, Func<Turn<Incident>, Task<T>> call)
    {
        var stream = StreamId.Of(RealmId.Live, incident);
        return _activations.Of(stream, IncidentGrain.Rules, IncidentOwes.From(stream)).Call(call);
    }

    public Task<T> Call<T>(CallId call, Func<Turn<Call>, Task<T>> use) =>
        _activations.Of(StreamId.Of(RealmId.Live, call), CallGrain.Rules, CallGrain.Owes(RealmId.Live)).Call(use);

    /// <summary>What a command in the realm is stamped with.</summary>
    public async ValueTask<DateTimeOffset> Now(RealmId realm) => await _clocks.Now(realm, CancellationToken.None) ?? Time.GetUtcNow();

    /// <summary>The bus brings something.</summary>
    public async Task Hear(FactsPublished facts)
    {
        if (facts.Realm != RealmId.Live.Value) return;
        if (_naive is not null)
        {
            foreach (var fact in facts.Facts) _naive.Apply(fact.ToStored());
            return;
        }

        try
        {
            await _picture.Following.Receive(facts, CancellationToken.None);
        }
        catch (JournalUnavailableException)
        {
            // As in the picture itself: until the bus is heard again the journal is asked.
        }
    }

    private async Task Begin()
    {
        _realm.Start(await Until(() => Inherit(_store)));
        if (_drillStore is not null) Drill!.Start(await Until(() => Inherit(_drillStore)));
        IsReady = true;
        if (_naive is not null) return;
        await Until(async () => { await _picture.Following.Load(CancellationToken.None); return true; });
        while (true)
        {
            _picture.Tick();
            await TryLook();
            await Task.Delay(Tick * 2, Time, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<Guid>> Inherit(SimulatedStore store)
    {
        await store.Renew(Writer, CancellationToken.None);
        return await store.Inherit(Writer, CancellationToken.None);
    }

    private async Task TryLook()
    {
        try
        {
            await _picture.Following.Look(CancellationToken.None);
        }
        catch (JournalUnavailableException)
        {
            // The next look asks again.
        }
    }

    private async Task<T> Until<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (JournalUnavailableException)
            {
                await Task.Delay(Tick, Time, CancellationToken.None);
            }
        }
    }
}
