using Eoc.Journal.Grouping;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Journal.Simulated.Serving;
using Eoc.Simulation.Running;

namespace Eoc.Simulation.Storing;

/// <summary>One process's way to the database that it shares with others.</summary>
internal sealed class DatabaseConnection(SimulatedDatabase database, SimulatedLog log, SimulatedThread thread) : IConnection
{
    public bool IsExclusive => false;

    public ILane Lane { get; } = new SimulatedLane(thread);

    public DateTimeOffset Now => database.Now;

    public ValueTask<T> Ask<T>(Func<SimulatedTables, T> serve) => new(database.Ask(() => Task.FromResult(log.Read(serve)), thread));

    public ValueTask<bool> Commit(CommitBatch batch) => new(database.Ask(() => log.Commit(batch).AsTask(), thread));
}

/// <summary>Commits, and what follows from them, run on their process's thread.</summary>
internal sealed class SimulatedLane(SimulatedThread thread) : ILane
{
    public bool RunsOnCaller => false;

    public void Post(Action work) => thread.Post(work);

    public Task Start(Func<Task> work) => thread.Begin(work);

    public void Dispose()
    {
    }
}
