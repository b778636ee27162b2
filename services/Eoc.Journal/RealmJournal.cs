using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Grouping;

namespace Eoc.Journal;

/// <summary>The journal of one realm: group commit in front of a store.</summary>
internal sealed class RealmJournal(
    RealmId realm, Guid writer, IJournalStore store, TimeProvider time, IReadOnlyList<ICommitObserver> observers) : IJournal
{
    private readonly GroupCommit _commits = new(realm, writer, store, time, observers);

    public RealmId Realm => realm;

    /// <summary>Who writes here in this process.</summary>
    public Guid Writer => writer;

    public ChoreList Chores => _commits.Chores;

    public ValueTask<AppendResult> Append(AppendRequest request)
    {
        Demand(request);
        return _commits.Append(new PendingAppend(request, time.GetUtcNow()));
    }

    /// <summary>Writes the chores now.</summary>
    public void Flush() => _commits.Flush();

    public ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) =>
        store.FindReply(account, command, cancellation);

    public ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) => store.Read(stream, after, cancellation);

    public ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation) => store.Heads(cancellation);

    public ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) => store.LastCommits(cancellation);

    public IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, CancellationToken cancellation) => store.ReadAll(kind, cancellation);

    public ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) => store.ReadSnapshot(stream, cancellation);

    public void OfferSnapshot(Snapshot snapshot) => _commits.Chores.Keep(snapshot);

    /// <summary>Closes the writer; the store stays open for whoever opened it.</summary>
    public ValueTask DisposeAsync() => _commits.DisposeAsync();

    /// <summary>What could be written and never read again is refused before it is written.</summary>
    private void Demand(AppendRequest request)
    {
        if (request.Stream.Realm != realm) throw new ArgumentException($"{request.Stream} does not belong to the journal of {realm}.", nameof(request));
        if (request.ExpectedVersion < 0) throw new ArgumentException($"{request.Stream} has no version {request.ExpectedVersion}.", nameof(request));
        if (string.IsNullOrEmpty(request.Stamp.Account) || string.IsNullOrEmpty(request.Stamp.Agency.Value))
            throw new ArgumentException($"An append to {request.Stream} names no account or no agency.", nameof(request));
    }
}
