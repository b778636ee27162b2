using Eoc.Contracts.Events;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Simulated.Keeping;

/// <summary>What the synced part of a log amounts to.</summary>
internal sealed class SimulatedTables
{
    private static readonly IComparer<OwedKey> BySource = Comparer<OwedKey>.Create((one, other) =>
        string.CompareOrdinal(one.Source, other.Source) is not 0 and var source ? source : (one.Version, one.Ordinal).CompareTo((other.Version, other.Ordinal)));

    private readonly Dictionary<(string Series, int Year), long> _counters = [];
    private readonly Queue<((string Account, CommandId Command) Key, DateTimeOffset RecordedAt)> _commandsByAge = [];

    public SimulatedTables() => Leases = new(this);

    public SortedDictionary<string, List<StoredFact>> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>All entries in the order of their positions.</summary>
    public List<StoredFact> Entries { get; } = [];

    public Dictionary<(string Account, CommandId Command), StoredReply> Commands { get; } = [];

    public Dictionary<Guid, List<SimulatedCommit>> Commits { get; } = [];

    public SortedDictionary<OwedKey, SimulatedDebt> FollowUps { get; } = new(BySource);

    public SortedDictionary<OwedKey, OwedDeadline> Deadlines { get; } = new(BySource);

    public Dictionary<string, Snapshot> Snapshots { get; } = [];

    public SimulatedLeases Leases { get; }

    public long HeadOf(string stream) => Streams.TryGetValue(stream, out var entries) ? entries.Count : 0;

    public long LastCommitOf(Guid writer) => Commits.TryGetValue(writer, out var own) ? own[^1].Number : 0;

    public long CounterAfter(CounterNeed need) => _counters.GetValueOrDefault((need.Series, need.Year)) + need.Count;

    /// <summary>Whether nothing in the batch breaks a constraint: every head where it is believed, no command id taken.</summary>
    public bool Admits(List<PendingAppend> appends, Defects defects) => appends.TrueForAll(append =>
        (defects.NoFence || !append.Writes || HeadOf(append.Stream) == append.Request.ExpectedVersion)
        && (defects.NoDedup || !Commands.ContainsKey((append.Stamp.Account, append.Stamp.Command))));

    public void Add(string stream, StoredFact entry)
    {
        if (!Streams.TryGetValue(stream, out var entries)) entries = Streams[stream] = [];
        entries.Add(entry);
        Entries.Add(entry);
    }

    public void Add(SimulatedCommit commit)
    {
        if (!Commits.TryGetValue(commit.Writer, out var own)) own = Commits[commit.Writer] = [];
        own.Add(commit);
    }

    public void Remember((string Account, CommandId Command) key, StoredReply reply, DateTimeOffset recordedAt)
    {
        Commands[key] = reply;
        _commandsByAge.Enqueue((key, recordedAt));
    }

    /// <summary>The earliest deadlines due by a time, of those that are asked for.</summary>
    public List<OwedDeadline> Due(DateTimeOffset upTo, int limit, Func<OwedDeadline, bool>? which = null) =>
        [.. Deadlines.Values.Where(owed => owed.Due <= upTo && (which is null || which(owed))).OrderBy(owed => owed.Due).Take(limit)];

    public void Count(CounterNeed need) => _counters[(need.Series, need.Year)] = CounterAfter(need);

    public void MarkPublished(Guid writer, long number) => Leases.Published[writer] = Math.Max(number, Leases.Published.GetValueOrDefault(writer));

    public void ForgetCommands(DateTimeOffset before)
    {
        while (_commandsByAge.TryPeek(out var oldest) && oldest.RecordedAt < before) Commands.Remove(_commandsByAge.Dequeue().Key);
    }
}

/// <summary>A follow-up and the writer that has to deliver it.</summary>
internal readonly record struct SimulatedDebt(Guid Writer, OwedFollowUp Owed);
