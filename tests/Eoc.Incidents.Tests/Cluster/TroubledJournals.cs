using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Journal;
using Eoc.Journal.Appending;

namespace Eoc.Incidents.Tests.Cluster;

/// <summary>The real journals, of which the answer to an append can be lost: it is durable, and nobody was told.</summary>
internal sealed class TroubledJournals(IJournals inner) : IJournals
{
    private readonly ConcurrentDictionary<StreamId, bool> _loseNext = new();
    private readonly ConcurrentDictionary<StreamId, bool> _failNext = new();
    private readonly ConcurrentDictionary<IJournal, Troubled> _journals = new();

    /// <summary>The answer to the stream's next append is lost on its way.</summary>
    public void LoseNextAnswer(StreamId stream) => _loseNext[stream] = true;

    /// <summary>The stream's next read finds the store away.</summary>
    public void FailNextRead(StreamId stream) => _failNext[stream] = true;

    public async ValueTask<IJournal?> Find(RealmId realm, CancellationToken cancellation = default) =>
        await inner.Find(realm, cancellation) is { } journal ? Trouble(journal) : null;

    public async ValueTask<IJournal> Create(RealmId realm, CancellationToken cancellation = default) => Trouble(await inner.Create(realm, cancellation));

    public ValueTask Delete(RealmId realm, CancellationToken cancellation = default) => inner.Delete(realm, cancellation);

    public ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation = default) => inner.Realms(cancellation);

    public bool IsDeleted(RealmId realm, Guid writer) => inner.IsDeleted(realm, writer);

    private Troubled Trouble(IJournal journal) => _journals.GetOrAdd(journal, one => new(one, this));

    private sealed class Troubled(IJournal inner, TroubledJournals troubles) : IJournal
    {
        public RealmId Realm => inner.Realm;

        public async ValueTask<AppendResult> Append(AppendRequest request)
        {
            var result = await inner.Append(request);
            return troubles._loseNext.TryRemove(request.Stream, out _) ? throw new JournalUnavailableException("The answer was lost.") : result;
        }

        public ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) =>
            inner.FindReply(account, command, cancellation);

        public ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) =>
            troubles._failNext.TryRemove(stream, out _) ? throw new JournalUnavailableException("The store is away.") : inner.Read(stream, after, cancellation);

        public ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation) => inner.Heads(cancellation);

        public ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) => inner.LastCommits(cancellation);

        public IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, CancellationToken cancellation) => inner.ReadAll(kind, cancellation);

        public ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) => inner.ReadSnapshot(stream, cancellation);

        public void OfferSnapshot(Snapshot snapshot) => inner.OfferSnapshot(snapshot);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
