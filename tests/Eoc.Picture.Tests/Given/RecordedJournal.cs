using System.Runtime.CompilerServices;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Appending;

namespace Eoc.Picture.Tests.Given;

/// <summary>A journal that holds what a script wrote, and can be away. It stands in so that tests decide what the bus lost.</summary>
internal sealed class RecordedJournal(RealmId realm) : IJournal, IJournals
{
    private readonly List<StoredFact> _facts = [];

    public RealmId Realm => realm;

    /// <summary>Whether the store answers.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often the heads were asked for.</summary>
    public int HeadsAsked { get; private set; }

    /// <summary>The number of each writer's last commit.</summary>
    public Dictionary<Guid, long> Committed { get; } = [];

    public void Record(params IEnumerable<StoredFact> facts)
    {
        lock (_facts) _facts.AddRange(facts);
    }

    public ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<StoredFact>>([.. All().Where(fact => fact.Header.Stream == stream && fact.Header.Version > after)]);

    public ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation)
    {
        HeadsAsked++;
        return ValueTask.FromResult<IReadOnlyList<StreamHead>>(
            [.. All().GroupBy(fact => fact.Header.Stream).Select(stream => new StreamHead(stream.Key, stream.Max(fact => fact.Header.Version)))]);
    }

    public ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) =>
        IsAway ? throw new JournalUnavailableException("away") : ValueTask.FromResult<IReadOnlyDictionary<Guid, long>>(new Dictionary<Guid, long>(Committed));

    public async IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var fact in All().Where(fact => fact.Header.Stream.Kind == kind)) yield return fact;
    }

    public ValueTask<IJournal?> Find(RealmId wanted, CancellationToken cancellation = default) =>
        ValueTask.FromResult<IJournal?>(wanted == realm ? this : null);

    public ValueTask<AppendResult> Append(AppendRequest request) => throw new NotSupportedException();

    public ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) => throw new NotSupportedException();

    public void OfferSnapshot(Snapshot snapshot) => throw new NotSupportedException();

    public ValueTask<IJournal> Create(RealmId wanted, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask Delete(RealmId wanted, CancellationToken cancellation = default) => throw new NotSupportedException();

    public bool IsDeleted(RealmId wanted, Guid writer) => false;

    public ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation = default) => ValueTask.FromResult<IReadOnlyList<RealmId>>([realm]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private StoredFact[] All()
    {
        if (IsAway) throw new JournalUnavailableException("away");
        lock (_facts) return [.. _facts];
    }
}
