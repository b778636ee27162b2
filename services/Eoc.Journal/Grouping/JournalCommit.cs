using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;

namespace Eoc.Journal.Grouping;

/// <summary>A commit of this process, just durable.</summary>
internal sealed record JournalCommit(
    RealmId Realm, Guid Writer, long Number, ReadOnlyMemory<byte> Hash, ImmutableArray<StoredFact> Facts,
    ImmutableArray<OwedFollowUp> FollowUps, ImmutableArray<OwedDeadline> Deadlines);

/// <summary>Learns of this process's commits without reading the database again. Called on the writer's path: it takes note and returns.</summary>
internal interface ICommitObserver
{
    /// <summary>It is durable. Commits come in order.</summary>
    void Committed(JournalCommit commit);

    /// <summary>These chores are durable; what they took away will not be read again.</summary>
    void ChoresDone(Chores chores);

    /// <summary>Commits whose outcome was unknown took effect unannounced, the last under this number: what they brought has to be read from the journal.</summary>
    void CommittedUnseen(RealmId realm, long number);
}
