using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Tests.Simulating;

/// <summary>What a log of transactions amounts to.</summary>
internal sealed class SimulatedTables
{
    private static readonly IComparer<OwedKey> BySource = Comparer<OwedKey>.Create((one, other) =>
        string.CompareOrdinal(one.Source, other.Source) is not 0 and var source ? source : (one.Version, one.Ordinal).CompareTo((other.Version, other.Ordinal)));

    public SortedDictionary<string, List<StoredFact>> Streams { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Account, CommandId Command), StoredReply> Commands { get; } = [];

    public Dictionary<Guid, List<SimulatedCommit>> Commits { get; } = [];

    public SortedDictionary<OwedKey, OwedFollowUp> FollowUps { get; } = new(BySource);

    public SortedDictionary<OwedKey, OwedDeadline> Deadlines { get; } = new(BySource);

    public Dictionary<string, Snapshot> Snapshots { get; } = [];

    public Dictionary<Guid, long> Published { get; } = [];

    private Dictionary<(string Series, int Year), long> Counters { get; } = [];

    public long HeadOf(string stream) => Streams.TryGetValue(stream, out var entries) ? entries.Count : 0;

    public long CounterAfter(CounterNeed need) => Counters.GetValueOrDefault((need.Series, need.Year)) + need.Count;

    /// <summary>Whether nothing in the batch breaks a constraint: every head where it is believed, no command id taken.</summary>
    public bool Admits(IEnumerable<PendingAppend> appends) => appends.All(append =>
        (!append.Writes || HeadOf(append.Stream) == append.Request.ExpectedVersion) && !Commands.ContainsKey((append.Stamp.Account, append.Stamp.Command)));

    public void Apply(SimulatedTransaction transaction)
    {
        foreach (var append in transaction.Appends)
        {
            if (append.Entries.Length > 0) Of(append.Stream).AddRange(append.Entries);
            Commands.Add((append.Account, append.Command), append.Reply);
        }

        if (transaction.Commit is { } commit)
        {
            if (!Commits.TryGetValue(commit.Writer, out var own)) own = Commits[commit.Writer] = [];
            own.Add(commit);
        }

        foreach (var owed in transaction.FollowUps) FollowUps.Add(owed.Key, owed);
        foreach (var owed in transaction.Deadlines) Deadlines.Add(owed.Key, owed);
        foreach (var need in transaction.Counters) Counters[(need.Series, need.Year)] = CounterAfter(need);
        Apply(transaction.Chores);
    }

    private List<StoredFact> Of(string stream) => Streams.TryGetValue(stream, out var entries) ? entries : Streams[stream] = [];

    private void Apply(Chores chores)
    {
        foreach (var key in chores.DeliveredFollowUps) FollowUps.Remove(key);
        foreach (var key in chores.FiredDeadlines) Deadlines.Remove(key);
        foreach (var (writer, number) in chores.Published) Published[writer] = Math.Max(number, Published.GetValueOrDefault(writer));
        if (chores.ForgetCommandsBefore is { } before) ForgetCommands(before);
        foreach (var (stream, snapshot) in chores.Snapshots) Snapshots[stream] = snapshot;
    }

    private void ForgetCommands(DateTimeOffset before)
    {
        var old = Streams.Values.SelectMany(entries => entries).Where(entry => entry.Header.RecordedAt < before)
            .Select(entry => (entry.Header.Actor, entry.Header.Command)).ToHashSet();
        foreach (var command in old) Commands.Remove(command);
    }
}
