using System.Runtime.CompilerServices;
using Eoc.Contracts.Events;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;
using Eoc.Journal.Simulated.Keeping;

namespace Eoc.Journal.Simulated.Serving;

/// <summary>A realm's journal on a simulated disk, as one process asks for it.</summary>
internal sealed class SimulatedStore(RealmId realm, IConnection connection) : IJournalStore
{
    public bool IsExclusive => connection.IsExclusive;

    public ILane Lane => connection.Lane;

    public ValueTask<bool> Commit(CommitBatch batch) => connection.Commit(batch);

    public ValueTask<IReadOnlyList<Standing>> Settle(IReadOnlyList<PendingAppend> appends) => connection.Ask<IReadOnlyList<Standing>>(tables =>
        [.. appends.Select(append => new Standing(tables.Commands.GetValueOrDefault((append.Stamp.Account, append.Stamp.Command)), tables.HeadOf(append.Stream)))]);

    public ValueTask<ChainHead> ReadChain(Guid writer) => connection.Ask(tables =>
        tables.Commits.TryGetValue(writer, out var own) ? new ChainHead(own[^1].Number, own[^1].Hash) : ChainHead.Start);

    public ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) =>
        connection.Ask(tables => tables.Commands.GetValueOrDefault((account, command)));

    public ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) =>
        connection.Ask<IReadOnlyList<StoredFact>>(tables => Entries(tables, stream) is { } entries && entries.Count > after ? entries[(int)after..] : []);

    public ValueTask<IReadOnlyList<StoredFact>> ReadBack(StreamId stream, long before, int limit, CancellationToken cancellation) =>
        connection.Ask<IReadOnlyList<StoredFact>>(tables => Entries(tables, stream) is { } entries
            ? [.. entries.Where(entry => entry.Header.Version < before).Reverse().Take(limit)] : []);

    public ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation) => connection.Ask<IReadOnlyList<StreamHead>>(tables =>
        [.. tables.Streams.Values.Select(entries => new StreamHead(entries[0].Header.Stream, entries.Count))]);

    public ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) =>
        connection.Ask<IReadOnlyDictionary<Guid, long>>(tables => tables.Leases.Writers.ToDictionary(writer => writer, tables.LastCommitOf));

    public async IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = StreamRange.Of(realm, kind).From;
        var all = await connection.Ask(tables =>
            tables.Streams.Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(stream => stream.Value).ToList());
        foreach (var entry in all)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) =>
        connection.Ask(tables => tables.Snapshots.GetValueOrDefault(stream.ToString()));

    public async ValueTask Renew(Guid writer, CancellationToken cancellation) => await connection.Ask(tables =>
    {
        tables.Leases.Renew(writer, connection.Now);
        return true;
    });

    public async ValueTask Release(Guid writer) => await connection.Ask(tables =>
    {
        tables.Leases.Release(writer, connection.Now);
        return true;
    });

    public ValueTask<IReadOnlyList<Guid>> Inherit(Guid heir, CancellationToken cancellation) =>
        connection.Ask(tables => tables.Leases.Inherit(heir, connection.Now, IsExclusive));

    public ValueTask<long> ReadPublished(Guid writer, CancellationToken cancellation) => connection.Ask(tables => tables.Leases.Published.GetValueOrDefault(writer));

    public ValueTask<IReadOnlyList<WrittenCommit>> ReadCommits(Guid writer, long after, int limit, CancellationToken cancellation) =>
        connection.Ask<IReadOnlyList<WrittenCommit>>(tables =>
        [
            .. tables.Commits.GetValueOrDefault(writer, []).Where(commit => commit.Number > after && commit.Number <= after + limit)
                .SelectMany(commit => commit.Entries.Select(entry => new WrittenCommit(commit.Number, entry))),
        ]);

    public ValueTask<IReadOnlyList<OwedFollowUp>> ReadFollowUps(Guid writer, int limit, CancellationToken cancellation) =>
        connection.Ask<IReadOnlyList<OwedFollowUp>>(tables => [.. tables.FollowUps.Values.Where(debt => debt.Writer == writer).Select(debt => debt.Owed).Take(limit)]);

    public ValueTask<IReadOnlyList<OwedDeadline>> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        connection.Ask(tables => tables.Leases.ClaimDue(writer, upTo, limit, connection.Now, IsExclusive));

    public ValueTask<IReadOnlyList<OwedDeadline>> ReadDue(DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        connection.Ask<IReadOnlyList<OwedDeadline>>(tables => tables.Due(upTo, limit));

    public ValueTask<DateTimeOffset?> NextDue(CancellationToken cancellation) =>
        connection.Ask(tables => tables.Deadlines.Count == 0 ? default(DateTimeOffset?) : tables.Deadlines.Values.Min(owed => owed.Due));

    public ValueTask DisposeAsync()
    {
        Lane.Dispose();
        return ValueTask.CompletedTask;
    }

    private static List<StoredFact>? Entries(SimulatedTables tables, StreamId stream) => tables.Streams.GetValueOrDefault(stream.ToString());
}
