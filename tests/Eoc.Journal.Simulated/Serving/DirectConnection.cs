using Eoc.Journal.Grouping;
using Eoc.Journal.Simulated.Keeping;

namespace Eoc.Journal.Simulated.Serving;

/// <summary>No way at all: the store is in the process that has it to itself, and gone with the machine.</summary>
internal sealed class DirectConnection(SimulatedLog log) : IConnection
{
    private readonly int _crashes = log.Crashes;

    public bool IsExclusive => true;

    public ILane Lane { get; } = new PoolLane();

    /// <summary>Nobody's lease is ever compared with it.</summary>
    public DateTimeOffset Now => default;

    public ValueTask<T> Ask<T>(Func<SimulatedTables, T> serve)
    {
        Demand();
        return new(log.Read(serve));
    }

    public ValueTask<bool> Commit(CommitBatch batch)
    {
        Demand();
        return log.Commit(batch);
    }

    private void Demand()
    {
        if (log.Crashes != _crashes) throw new JournalUnavailableException("The simulated machine has stopped since.");
    }
}
