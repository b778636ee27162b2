using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Journal.Appending;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Simulated.Keeping;

/// <summary>What one commit writes, row by row; behind the last comes its mark, without which none of it counts.</summary>
internal sealed class SimulatedTransaction
{
    private readonly HashSet<string> _streams;
    private readonly HashSet<(string Account, CommandId Command)> _commands;
    private readonly HashSet<(string Series, int Year)> _counters;

    private SimulatedTransaction(CommitBatch batch, Defects defects)
    {
        Writer = batch.Writer;
        _streams = [.. batch.Appends.Select(append => append.Stream)];
        _commands = [.. batch.Appends.Select(append => (append.Stamp.Account, append.Stamp.Command))];
        _counters = [.. batch.Counters.Select(need => (need.Series, need.Year))];
        Writes = [.. batch.Appends.SelectMany(append => Of(append, defects)), .. Commit(batch), .. Owed(batch, defects), .. Counted(batch), .. Done(batch.Chores)];
    }

    public Guid Writer { get; }

    public ImmutableArray<Action<SimulatedTables>> Writes { get; }

    /// <summary>How many writes it is on the disk, with its mark.</summary>
    public int Length => Writes.Length + 1;

    public static SimulatedTransaction Of(CommitBatch batch, Defects defects) => new(batch, defects);

    /// <summary>Whether another would have to wait for this one to end.</summary>
    public bool Locks(CommitBatch other) =>
        other.Appends.Exists(append => _streams.Contains(append.Stream) || _commands.Contains((append.Stamp.Account, append.Stamp.Command)))
        || (_counters.Count > 0 && other.Counters.Any(need => _counters.Contains((need.Series, need.Year))));

    private static IEnumerable<Action<SimulatedTables>> Of(PendingAppend append, Defects defects)
    {
        foreach (var entry in append.Entries)
        {
            var kept = defects.AltersEntries && entry == append.Entries[^1] ? entry with { Header = entry.Header with { Actor = "nobody" } } : entry;
            yield return tables => tables.Add(append.Stream, kept);
        }

        var reply = new StoredReply(append.Stamp.RequestHash, append.Stream, append.LastVersion, append.Number);
        yield return tables => tables.Remember((append.Stamp.Account, append.Stamp.Command), reply, append.RecordedAt);
    }

    private static IEnumerable<Action<SimulatedTables>> Commit(CommitBatch batch)
    {
        if (!batch.HasEntries) yield break;
        var commit = new SimulatedCommit(batch.Writer, batch.Number, batch.Hash, batch.Facts);
        yield return tables => tables.Add(commit);
    }

    private static IEnumerable<Action<SimulatedTables>> Owed(CommitBatch batch, Defects defects)
    {
        if (!defects.LosesFollowUps)
            foreach (var owed in batch.FollowUps) yield return tables => tables.FollowUps[owed.Key] = new(batch.Writer, owed);
        foreach (var owed in batch.Deadlines) yield return tables => tables.Deadlines[owed.Key] = owed;
    }

    private static IEnumerable<Action<SimulatedTables>> Counted(CommitBatch batch)
    {
        foreach (var need in batch.Counters) yield return tables => tables.Count(need);
    }

    /// <summary>As it stands now: should the commit fail, the list is merged with the next.</summary>
    private static IEnumerable<Action<SimulatedTables>> Done(Chores chores)
    {
        foreach (var key in chores.DeliveredFollowUps) yield return tables => tables.FollowUps.Remove(key);
        foreach (var key in chores.FiredDeadlines) yield return tables => tables.Deadlines.Remove(key);
        foreach (var (writer, number) in chores.Published) yield return tables => tables.MarkPublished(writer, number);
        if (chores.ForgetCommandsBefore is { } before) yield return tables => tables.ForgetCommands(before);
        foreach (var (stream, snapshot) in chores.Snapshots) yield return tables => tables.Snapshots[stream] = snapshot;
    }
}

/// <summary>A row of <c>commits</c> with its entries.</summary>
internal sealed record SimulatedCommit(Guid Writer, long Number, byte[] Hash, ImmutableArray<StoredFact> Entries);
