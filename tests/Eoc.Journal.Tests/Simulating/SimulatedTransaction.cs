using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Tests.Simulating;

/// <summary>What one commit wrote, as the simulated disk's log has it.</summary>
internal sealed record SimulatedTransaction(
    ImmutableArray<SimulatedAppend> Appends, SimulatedCommit? Commit, ImmutableArray<OwedFollowUp> FollowUps, ImmutableArray<OwedDeadline> Deadlines,
    ImmutableArray<CounterNeed> Counters, Chores Chores)
{
    public static SimulatedTransaction Of(CommitBatch batch) => new(
        [.. batch.Appends.Select(SimulatedAppend.Of)],
        !batch.HasEntries ? null : new(batch.Writer, batch.Number, batch.Hash, batch.Facts),
        batch.FollowUps, batch.Deadlines, [.. batch.Counters], batch.Chores);
}

/// <summary>One append's entries and its command's reply.</summary>
internal sealed record SimulatedAppend(string Stream, long ExpectedVersion, string Account, CommandId Command, StoredReply Reply, ImmutableArray<StoredFact> Entries)
{
    public static SimulatedAppend Of(PendingAppend append) => new(
        append.Stream, append.Request.ExpectedVersion, append.Stamp.Account, append.Stamp.Command,
        new(append.Stamp.RequestHash, append.Stream, append.LastVersion, append.Number), append.Entries);
}

/// <summary>A row of <c>commits</c> with its entries.</summary>
internal sealed record SimulatedCommit(Guid Writer, long Number, byte[] Hash, ImmutableArray<StoredFact> Entries);
