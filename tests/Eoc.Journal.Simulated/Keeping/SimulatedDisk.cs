namespace Eoc.Journal.Simulated.Keeping;

/// <summary>
/// A disk in memory that syncs when it is told to and forgets at a crash whatever chance lets it. It stands for the protocol (what is written, what is
/// synced, what is acknowledged), not for the crash states of SQLite or PostgreSQL.
/// </summary>
/// <param name="sync">How long a sync takes; null: it is done at once.</param>
/// <param name="defects">What it gets wrong; null: nothing.</param>
internal sealed class SimulatedDisk(Func<ValueTask>? sync = null, Defects? defects = null)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, SimulatedLog> _logs = new(StringComparer.Ordinal);

    /// <summary>A transaction is durable, and nobody has been told yet.</summary>
    public Action<SimulatedTransaction>? Durable { get; set; }

    /// <summary>Transactions whose mark was on the disk at a crash, and whose writer never learned of it.</summary>
    public int Saved => Sum(log => log.Saved);

    /// <summary>Transactions of which a crash left a part.</summary>
    public int Torn => Sum(log => log.Torn);

    public IReadOnlyList<RealmId> Realms
    {
        get
        {
            lock (_gate) return [.. _logs.Keys.Select(name => RealmId.Parse(name))];
        }
    }

    public SimulatedLog? Open(RealmId realm, bool create)
    {
        lock (_gate)
        {
            if (_logs.TryGetValue(realm.Value, out var log) || !create) return log;
            return _logs[realm.Value] = new(sync ?? (static () => ValueTask.CompletedTask), transaction => Durable?.Invoke(transaction), defects ?? Defects.None);
        }
    }

    public void Delete(RealmId realm)
    {
        lock (_gate) _logs.Remove(realm.Value);
    }

    /// <summary>The machine stops: of what was not synced each log keeps as many first writes as chance will have it.</summary>
    public void Crash(Random chance)
    {
        lock (_gate)
        {
            foreach (var log in _logs.Values) log.Crash(chance);
        }
    }

    private int Sum(Func<SimulatedLog, int> count)
    {
        lock (_gate) return _logs.Values.Sum(count);
    }
}
