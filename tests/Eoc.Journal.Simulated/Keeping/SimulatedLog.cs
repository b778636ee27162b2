using Eoc.Journal.Grouping;

namespace Eoc.Journal.Simulated.Keeping;

/// <summary>
/// One realm on the simulated disk: a log of writes, each transaction's ending with its mark, of which a first part is synced. What is synced with its
/// mark is in the tables, and nothing else is shown to anybody. Transactions of several writers may be unsynced at once; one that touches what an
/// unsynced one has written waits for it, as for a row that is locked.
/// </summary>
internal sealed class SimulatedLog(Func<ValueTask> sync, Action<SimulatedTransaction> durable, Defects defects)
{
    private readonly Lock _gate = new();
    private readonly Queue<SimulatedTransaction> _unsynced = new();
    private readonly SimulatedTables _tables = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _written;
    private long _synced;
    private int _crashes;

    /// <summary>How often the machine has stopped; whoever was at it before is gone.</summary>
    public int Crashes => Volatile.Read(ref _crashes);

    public int Saved { get; private set; }

    public int Torn { get; private set; }

    /// <summary>Reads, or changes what needs no transaction.</summary>
    public T Read<T>(Func<SimulatedTables, T> read)
    {
        lock (_gate) return read(_tables);
    }

    /// <summary>Writes and waits for the sync; false: it conflicts and nothing was written.</summary>
    /// <exception cref="JournalUnavailableException">The machine stopped meanwhile: whether it is kept is for the crash to say.</exception>
    public async ValueTask<bool> Commit(CommitBatch batch)
    {
        var crashes = Crashes;
        var attempt = TryWrite(batch, crashes);
        for (; attempt.Locked is { } locked; attempt = TryWrite(batch, crashes)) await locked;
        if (attempt.End is not { } end) return false;
        var synced = Sync(end, crashes);
        if (!defects.AnswersBeforeSync) await synced;
        return true;
    }

    /// <summary>The machine stops: what was synced stays, and of the rest any first part; a torn transaction is dropped.</summary>
    public void Crash(Random chance)
    {
        lock (_gate)
        {
            for (var kept = chance.Next((int)(_written - _synced) + 1); kept > 0; kept -= Recover(kept))
            {
            }

            _unsynced.Clear();
            _synced = _written;
            _crashes++;
            Wake();
        }
    }

    /// <summary>Takes in the next transaction if so many writes hold all of it.</summary>
    /// <returns>How many of them it is.</returns>
    private int Recover(int writes)
    {
        var transaction = _unsynced.Dequeue();
        var whole = writes >= transaction.Length;
        if (whole) Saved++;
        else Torn++;
        if (whole || defects.KeepsTornTransactions) Keep(transaction, writes);
        return Math.Min(writes, transaction.Length);
    }

    private Attempt TryWrite(CommitBatch batch, int crashes)
    {
        lock (_gate)
        {
            Demand(crashes);
            if (_unsynced.Any(transaction => transaction.Locks(batch))) return new(_next.Task, null);
            if (!_tables.Admits(batch.Appends, defects)) return default;
            foreach (var need in batch.Counters)
                if (!batch.Allot(need, _tables.CounterAfter(need))) return default;
            batch.Seal();
            var transaction = SimulatedTransaction.Of(batch, defects);
            _unsynced.Enqueue(transaction);
            return new(null, _written += transaction.Length);
        }
    }

    private async Task Sync(long end, int crashes)
    {
        await sync();
        lock (_gate)
        {
            Demand(crashes);
            while (_synced < end)
            {
                var transaction = _unsynced.Dequeue();
                _synced += transaction.Length;
                Keep(transaction, transaction.Length);
                durable(transaction);
            }

            Wake();
        }
    }

    private void Keep(SimulatedTransaction transaction, int writes)
    {
        foreach (var write in transaction.Writes.Take(writes)) write(_tables);
    }

    private void Demand(int crashes)
    {
        if (crashes != _crashes) throw new JournalUnavailableException("The simulated machine stopped.");
    }

    private void Wake()
    {
        _next.SetResult();
        _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>What became of a try to write: either may be set, or none when it conflicts.</summary>
    /// <param name="Locked">Others have to be synced first.</param>
    /// <param name="End">Where the log ends with it.</param>
    private readonly record struct Attempt(Task? Locked, long? End);
}
