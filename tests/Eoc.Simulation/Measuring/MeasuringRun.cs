using System.Data.Common;
using Eoc.Contracts.Events;
using Eoc.Emergency.Measuring;
using Eoc.Journal;
using Eoc.Journal.Simulated.Serving;
using Eoc.Simulation.Running;
using Eoc.Simulation.Storing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.Simulation.Measuring;

/// <summary>One run of the process that measures response times: the service's own code, over a simulated thread, clock, journal and queue.</summary>
internal sealed class MeasuringRun
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly SimulatedTime _time;
    private readonly MeasureDatabase _kept;
    private readonly ResponseMeasuring _measuring;

    public MeasuringRun(World world, SimulatedDatabase database, MeasureDatabase kept)
    {
        (Thread, _kept) = (world.NewThread(), kept);
        _time = new(world, Thread, world.Between(-1500, 1500));
        var store = new SimulatedStore(RealmId.Live, new DatabaseConnection(database, database.Log, Thread));
        var journal = new RealmJournal(RealmId.Live, default, store, _time, []);
        _measuring = new(new OnlyLive(journal), kept, new(kept), _time, NullLogger<ResponseMeasuring>.Instance);
        Thread.Start(Run);
    }

    public SimulatedThread Thread { get; }

    /// <summary>False: it has to be given the message again.</summary>
    public async Task<bool> TryReceive(FactsPublished facts)
    {
        try
        {
            await _measuring.Receive(facts, CancellationToken.None);
            return true;
        }
        catch (Exception failure) when (failure is DbException or JournalUnavailableException)
        {
            return false;
        }
    }

    private async Task Run()
    {
        await _kept.Prepare(CancellationToken.None);
        while (true)
        {
            await TryCatchUp();
            await Task.Delay(Look, _time, CancellationToken.None);
        }
    }

    private async Task TryCatchUp()
    {
        try
        {
            await _measuring.CatchUp(CancellationToken.None);
        }
        catch (JournalUnavailableException)
        {
            // The next look asks again.
        }
    }
}
