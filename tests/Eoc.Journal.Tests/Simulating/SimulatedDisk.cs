using Eoc.Contracts.Ids;

namespace Eoc.Journal.Tests.Simulating;

/// <summary>
/// A disk in memory that syncs when it is told to and forgets at a crash whatever chance lets it. It stands for the protocol (what is written, what is
/// synced, what is acknowledged), not for the crash states of SQLite or PostgreSQL.
/// </summary>
/// <param name="sync">How long a sync takes; null: it is done at once.</param>
internal sealed class SimulatedDisk(Func<ValueTask>? sync = null)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);

    public IReadOnlyList<RealmId> Realms
    {
        get
        {
            lock (_gate) return [.. _files.Keys.Select(name => RealmId.Parse(name))];
        }
    }

    public SimulatedFile? Open(RealmId realm, bool create)
    {
        lock (_gate)
        {
            if (_files.TryGetValue(realm.Value, out var file) || !create) return file;
            return _files[realm.Value] = new SimulatedFile(sync ?? (static () => ValueTask.CompletedTask));
        }
    }

    public void Delete(RealmId realm)
    {
        lock (_gate) _files.Remove(realm.Value);
    }

    /// <summary>The machine stops. Every store opened before answers only that it is unavailable.</summary>
    public void Crash(Random chance)
    {
        lock (_gate)
        {
            foreach (var file in _files.Values) file.Crash(chance);
        }
    }
}
