using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Following;
using Eoc.Journal.Relaying;
using Eoc.ServiceDefaults.Positions;
using Microsoft.Extensions.Logging;

namespace Eoc.Picture.Following;

/// <summary>The pictures of this process. A realm is followed from when it is first looked at; live from the start.</summary>
internal sealed class FollowedRealms(IJournals journals, PictureSeed seed, TimeProvider time, ILogger<FollowedRealms> logger)
    : IFactsReceiver, IPositionsReceiver, IRealmKeeper, IDisposable
{
    private readonly RealmReaders<FollowedRealm> _readers = new(journals, journal => new(journal, seed.Next(journal.Realm), time, logger), logger);

    /// <inheritdoc cref="RealmReaders{TReader}.Loaded" />
    public IEnumerable<FollowedRealm> Loaded => _readers.Loaded;

    /// <inheritdoc cref="RealmReaders{TReader}.Open" />
    public Task<FollowedRealm?> Open(RealmId realm, CancellationToken cancellation) => _readers.Open(realm, cancellation);

    /// <inheritdoc cref="RealmReaders{TReader}.Find" />
    public FollowedRealm? Find(RealmId realm) => _readers.Find(realm);

    /// <inheritdoc />
    public Task Receive(FactsPublished facts, CancellationToken cancellation) => _readers.Receive(facts, cancellation);

    /// <inheritdoc />
    public Task Receive(RealmId realm, ReadOnlyMemory<byte> rows, CancellationToken cancellation)
    {
        Find(realm)?.Position(rows.Span);
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="RealmReaders{TReader}.Look" />
    public Task Look(CancellationToken cancellation) => _readers.Look(cancellation);

    /// <inheritdoc />
    public Task Forget(RealmId realm, CancellationToken cancellation) => _readers.Forget(realm);

    /// <inheritdoc />
    public void Dispose() => _readers.Dispose();
}
