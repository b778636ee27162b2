using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Journal;

/// <summary>
/// What a backend does for one realm. <see cref="Commit" /> is called by one caller at a time; everything else at any time.
/// Every method throws <see cref="JournalUnavailableException" /> when the store does not answer.
/// </summary>
internal interface IJournalStore : IAsyncDisposable
{
    /// <summary>Whether no other process writes here.</summary>
    bool IsExclusive { get; }

    /// <summary>Where commits run.</summary>
    ILane Lane { get; }

    /// <summary>One transaction, all or nothing; false: something in it conflicts and nothing was written.</summary>
    ValueTask<bool> Commit(CommitBatch batch);

    /// <summary>How things stand with each append: its command's reply if it has committed, and its stream's head.</summary>
    ValueTask<IReadOnlyList<Standing>> Settle(IReadOnlyList<PendingAppend> appends);

    /// <summary>A writer's last commit; after a failure it tells whether the one in doubt took effect.</summary>
    ValueTask<ChainHead> ReadChain(Guid writer);

    /// <inheritdoc cref="IJournal.FindReply" />
    ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation);

    /// <inheritdoc cref="IJournal.Read" />
    ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation);

    /// <summary>A stream's last entries before a version, newest first.</summary>
    ValueTask<IReadOnlyList<StoredFact>> ReadBack(StreamId stream, long before, int limit, CancellationToken cancellation);

    /// <inheritdoc cref="IJournal.Heads" />
    ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation);

    /// <inheritdoc cref="IJournal.LastCommits" />
    ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation);

    /// <inheritdoc cref="IJournal.ReadAll" />
    IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, CancellationToken cancellation);

    /// <inheritdoc cref="IJournal.ReadSnapshot" />
    ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation);

    /// <summary>Begins or renews a writer's lease. In a store that one process has locked it never ends.</summary>
    ValueTask Renew(Guid writer, CancellationToken cancellation);

    /// <summary>Ends a writer's lease, so that its heir need not wait.</summary>
    ValueTask Release(Guid writer);

    /// <summary>
    /// Makes this writer the heir of those whose lease has ended: their follow-ups are its own from now on. Returns those with unpublished commits.
    /// </summary>
    ValueTask<IReadOnlyList<Guid>> Inherit(Guid heir, CancellationToken cancellation);

    /// <summary>Up to which number a writer's commits are known to be published.</summary>
    ValueTask<long> ReadPublished(Guid writer, CancellationToken cancellation);

    /// <summary>A writer's commits after a number, in order.</summary>
    ValueTask<IReadOnlyList<WrittenCommit>> ReadCommits(Guid writer, long after, int limit, CancellationToken cancellation);

    /// <summary>Follow-ups that this writer has to deliver, by source and version.</summary>
    ValueTask<IReadOnlyList<OwedFollowUp>> ReadFollowUps(Guid writer, int limit, CancellationToken cancellation);

    /// <summary>The earliest deadlines due by a time, by due, source and version; those that another process is just firing are left out.</summary>
    ValueTask<IReadOnlyList<OwedDeadline>> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, CancellationToken cancellation);

    /// <summary>The same, claimed by nobody, and whoever is firing them.</summary>
    ValueTask<IReadOnlyList<OwedDeadline>> ReadDue(DateTimeOffset upTo, int limit, CancellationToken cancellation);

    /// <summary>When the next deadline is due, or null.</summary>
    ValueTask<DateTimeOffset?> NextDue(CancellationToken cancellation);
}

/// <summary>A commit's number and one of its entries; a commit has as many of these as it has entries.</summary>
internal readonly record struct WrittenCommit(long Number, StoredFact Entry);

/// <summary>How things stand with an append.</summary>
/// <param name="Reply">Set when its command has committed before.</param>
/// <param name="Head">Its stream's last version; 0 when there is none.</param>
internal readonly record struct Standing(StoredReply? Reply, long Head);
