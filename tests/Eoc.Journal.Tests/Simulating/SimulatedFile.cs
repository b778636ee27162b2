using Eoc.Journal.Grouping;

namespace Eoc.Journal.Tests.Simulating;

/// <summary>One realm on the simulated disk: a log of transactions, of which a first part is synced.</summary>
internal sealed class SimulatedFile(Func<ValueTask> sync)
{
    private readonly Lock _gate = new();
    private readonly List<SimulatedTransaction> _log = [];
    private SimulatedTables _written = new();
    private SimulatedTables _durable = new();
    private int _synced;
    private int _crashes;

    /// <summary>How often the machine has stopped; whoever opened the file before is gone.</summary>
    public int Crashes => Volatile.Read(ref _crashes);

    /// <summary>Reads what is synced; nothing else is shown to anybody.</summary>
    public T Read<T>(Func<SimulatedTables, T> read)
    {
        lock (_gate) return read(_durable);
    }

    /// <summary>Writes and waits for the sync; false: it conflicts and nothing was written.</summary>
    /// <exception cref="JournalUnavailableException">The machine stopped meanwhile: whether it is kept is for the crash to say.</exception>
    public async ValueTask<bool> Commit(CommitBatch batch)
    {
        int length, crashes;
        lock (_gate)
        {
            if (!TryWrite(batch)) return false;
            (length, crashes) = (_log.Count, _crashes);
        }

        await sync();
        lock (_gate)
        {
            if (crashes != _crashes) throw new JournalUnavailableException("The simulated machine stopped.");
            Sync(length);
        }

        return true;
    }

    /// <summary>The machine stops: what was synced stays, and of the rest as many first writes as chance will have it.</summary>
    public void Crash(Random chance)
    {
        lock (_gate)
        {
            var kept = _synced + chance.Next(_log.Count - _synced + 1);
            _log.RemoveRange(kept, _log.Count - kept);
            (_written, _durable, _synced) = (Replay(), Replay(), kept);
            _crashes++;
        }
    }

    private bool TryWrite(CommitBatch batch)
    {
        if (!_written.Admits(batch.Appends)) return false;
        foreach (var need in batch.Counters)
            if (!batch.Allot(need, _written.CounterAfter(need))) return false;
        batch.Seal();
        var transaction = SimulatedTransaction.Of(batch);
        _written.Apply(transaction);
        _log.Add(transaction);
        return true;
    }

    private void Sync(int length)
    {
        for (; _synced < length; _synced++) _durable.Apply(_log[_synced]);
    }

    private SimulatedTables Replay()
    {
        var tables = new SimulatedTables();
        foreach (var transaction in _log) tables.Apply(transaction);
        return tables;
    }
}
