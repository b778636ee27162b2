using Eoc.Contracts.Events;
using Eoc.Journal;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Simulation.Storing;

/// <summary>What is on the disk.</summary>
internal sealed class DatabaseState
{
    public Dictionary<string, List<StoredFact>> Streams { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Account, CommandId Command), StoredReply> Commands { get; } = [];

    public Dictionary<(string Series, int Year), long> Counters { get; } = [];

    public Dictionary<Guid, List<StoredCommit>> Commits { get; } = [];

    public Dictionary<OwedKey, (Guid Writer, OwedFollowUp Owed)> FollowUps { get; } = [];

    public Dictionary<OwedKey, OwedDeadline> Deadlines { get; } = [];

    public Dictionary<Guid, long> Published { get; } = [];

    public Dictionary<string, Snapshot> Snapshots { get; } = [];

    public long Head(string stream) => Streams.TryGetValue(stream, out var entries) ? entries.Count : 0;

    public void Apply(CommitBatch batch, Bugs bugs)
    {
        foreach (var append in batch.Appends) Apply(append, bugs);
        if (batch.HasEntries) Of(Commits, batch.Writer).Add(new(batch.Number, batch.Hash, batch.Facts));
        foreach (var need in batch.Counters) Counters[(need.Series, need.Year)] = Counters.GetValueOrDefault((need.Series, need.Year)) + need.Count;
        if (!bugs.HasFlag(Bugs.LosesFollowUps))
            foreach (var owed in batch.FollowUps) FollowUps[owed.Key] = (batch.Writer, owed);
        foreach (var owed in batch.Deadlines) Deadlines[owed.Key] = owed;
        Apply(batch.Chores);
    }

    public static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> from, TKey key)
        where TKey : notnull
        where TValue : new() =>
        from.TryGetValue(key, out var value) ? value : from[key] = new();

    private void Apply(PendingAppend append, Bugs bugs)
    {
        if (append.Writes) Write(append, bugs);
        Commands[(append.Stamp.Account, append.Stamp.Command)] = new(append.Stamp.RequestHash, append.Stream, append.LastVersion, append.Number);
    }

    private void Write(PendingAppend append, Bugs bugs)
    {
        var entries = Of(Streams, append.Stream);
        entries.AddRange(append.Entries);
        if (bugs.HasFlag(Bugs.AltersEntries)) entries[^1] = entries[^1] with { Header = entries[^1].Header with { Actor = "nobody" } };
    }

    private void Apply(Chores chores)
    {
        foreach (var key in chores.DeliveredFollowUps) FollowUps.Remove(key);
        foreach (var key in chores.FiredDeadlines) Deadlines.Remove(key);
        foreach (var (writer, number) in chores.Published) Published[writer] = Math.Max(number, Published.GetValueOrDefault(writer));
        foreach (var (stream, snapshot) in chores.Snapshots) Snapshots[stream] = snapshot;
    }
}

/// <summary>A commit's row.</summary>
internal sealed record StoredCommit(long Number, byte[] Hash, System.Collections.Immutable.ImmutableArray<StoredFact> Facts);
