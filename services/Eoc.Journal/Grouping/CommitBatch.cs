using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Journal.Appending;
using Eoc.Journal.Chaining;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;

namespace Eoc.Journal.Grouping;

/// <summary>What one transaction writes: the appends that share it, and the chores that ride along.</summary>
internal sealed class CommitBatch(Guid writer, ChainHead previous, List<PendingAppend> appends, Chores chores)
{
    public Guid Writer => writer;

    /// <summary>The writer's running commit number; commits without entries have none and leave it as it was.</summary>
    public long Number => previous.Number + 1;

    public List<PendingAppend> Appends => appends;

    public Chores Chores => chores;

    /// <summary>Whether it bears a number; known once it is sealed.</summary>
    public bool HasEntries => Facts.Length > 0;

    public byte[] Hash { get; private set; } = [];

    /// <summary>How many numbers are to be allotted from each counter, counters in a fixed order, so that two writers cannot lock each other out.</summary>
    public IReadOnlyList<CounterNeed> Counters =>
        [.. appends.Where(append => append.Proposal.Numbering is not null)
            .GroupBy(append => (append.Proposal.Numbering!.Series, append.Proposal.Numbering.Year))
            .Select(group => new CounterNeed(group.Key.Series, group.Key.Year, group.Count()))
            .OrderBy(need => need.Series, StringComparer.Ordinal).ThenBy(need => need.Year)];

    public bool NeedsNumbers => appends.Exists(append => append.Proposal.Numbering is not null);

    /// <summary>Gives out the numbers up to the counter's new value; false when facts could not be made from one.</summary>
    public bool Allot(CounterNeed need, long newValue)
    {
        var next = newValue - need.Count;
        var complete = true;
        foreach (var append in appends)
        {
            if (append.Proposal.Numbering is { } numbering && numbering.Series == need.Series && numbering.Year == need.Year)
                complete &= append.Complete(++next);
        }

        return complete;
    }

    public ImmutableArray<StoredFact> Facts { get; private set; } = [];

    public ImmutableArray<OwedFollowUp> FollowUps { get; private set; } = [];

    public ImmutableArray<OwedDeadline> Deadlines { get; private set; } = [];

    /// <summary>Chains the commit; called when every append has its entries.</summary>
    public void Seal()
    {
        Facts = [.. appends.SelectMany(append => append.Entries)];
        FollowUps = [.. appends.SelectMany(OwedFollowUp.Of)];
        Deadlines = [.. appends.SelectMany(OwedDeadline.Of)];
        Hash = CommitHash.Compute(previous.Hash, writer, Number, Facts);
    }
}

/// <summary>Numbers wanted from one counter.</summary>
internal sealed record CounterNeed(string Series, int Year, int Count);

/// <summary>A writer's last commit.</summary>
internal sealed record ChainHead(long Number, byte[] Hash)
{
    public static readonly ChainHead Start = new(0, []);
}
