using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;

namespace Eoc.Journal;

/// <summary>
/// The append-only record of one realm. What <see cref="Append" /> answers as committed is durable; nothing else ever counts as done.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>The realm whose record this is.</summary>
    RealmId Realm { get; }

    /// <summary>
    /// Writes facts, the command's reply, follow-ups and deadlines in one transaction, shared with whatever else is waiting (group commit).
    /// </summary>
    /// <exception cref="JournalUnavailableException">The outcome is unknown: ask <see cref="FindReply" /> before deciding again.</exception>
    ValueTask<AppendResult> Append(AppendRequest request);

    /// <summary>The reply that this account's command got when it committed, or null: it never took effect.</summary>
    ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation);

    /// <summary>A stream's entries after a version, in order.</summary>
    ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation);

    /// <summary>Every stream and its last version.</summary>
    ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation);

    /// <summary>The number of each writer's last commit, of all writers there ever were: who has heard less lacks something.</summary>
    ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation);

    /// <summary>All entries of all streams of a kind, stream by stream in order.</summary>
    IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, CancellationToken cancellation);

    /// <summary>The newest snapshot of a stream, or null.</summary>
    ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation);

    /// <summary>Keeps a snapshot some time soon; a cache that may be lost without harm.</summary>
    void OfferSnapshot(Snapshot snapshot);
}

/// <summary>A stream's last version.</summary>
public sealed record StreamHead(StreamId Stream, long Version);

/// <summary>A state at a version; <paramref name="Schema" /> names the shape of <paramref name="Data" />, and another shape is ignored.</summary>
public sealed record Snapshot(StreamId Stream, long Version, ReadOnlyMemory<byte> Hash, string Schema, ReadOnlyMemory<byte> Data);

/// <summary>The store did not answer; whether the last append took effect is not known.</summary>
public sealed class JournalUnavailableException : Exception
{
    /// <inheritdoc />
    public JournalUnavailableException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
