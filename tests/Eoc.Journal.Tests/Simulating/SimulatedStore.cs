using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Tests.Simulating;

/// <summary>A realm's journal on a simulated disk, used by one process at a time.</summary>
internal sealed class SimulatedStore(RealmId realm, SimulatedFile file) : IJournalStore
{
    private readonly int _crashes = file.Crashes;

    public bool IsExclusive => true;

    public ILane Lane { get; } = new PoolLane();

    public ValueTask<bool> Commit(CommitBatch batch)
    {
        Demand();
        return file.Commit(batch);
    }

    public ValueTask<IReadOnlyList<Standing>> Settle(IReadOnlyList<PendingAppend> appends) => Read<IReadOnlyList<Standing>>(tables =>
        [.. appends.Select(append => new Standing(tables.Commands.GetValueOrDefault((append.Stamp.Account, append.Stamp.Command)), tables.HeadOf(append.Stream)))]);

    public ValueTask<ChainHead> ReadChain(Guid writer) => Read(tables =>
        tables.Commits.TryGetValue(writer, out var own) ? new ChainHead(own[^1].Number, own[^1].Hash) : ChainHead.Start);

    public ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) =>
        Read(tables => tables.Commands.GetValueOrDefault((account, command)));

    public ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) =>
        Read<IReadOnlyList<StoredFact>>(tables => [.. Entries(tables, stream).Skip((int)after)]);

    public ValueTask<IReadOnlyList<StoredFact>> ReadBack(StreamId stream, long before, int limit, CancellationToken cancellation) =>
        Read<IReadOnlyList<StoredFact>>(tables => [.. Entries(tables, stream).Where(entry => entry.Header.Version < before).Reverse().Take(limit)]);

    public ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation) =>
        Read<IReadOnlyList<StreamHead>>(tables => [.. tables.Streams.Select(stream => new StreamHead(StreamId.Parse(stream.Key), stream.Value.Count))]);

    public ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) =>
        Read<IReadOnlyDictionary<Guid, long>>(tables => tables.Commits.Where(writer => writer.Value.Count > 0).ToDictionary(writer => writer.Key, writer => writer.Value[^1].Number));

    public async IAsyncEnumerable<StoredFact> ReadAll(
        StreamKind kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = StreamRange.Of(realm, kind).From;
        var entries = await Read(tables =>
            tables.Streams.Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(stream => stream.Value).ToList());
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) =>
        Read(tables => tables.Snapshots.GetValueOrDefault(stream.ToString()));

    public ValueTask Renew(Guid writer, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask Release(Guid writer) => ValueTask.CompletedTask;

    /// <summary>One process at a time: all others are dead.</summary>
    public ValueTask<IReadOnlyList<Guid>> Inherit(Guid heir, CancellationToken cancellation) => Read<IReadOnlyList<Guid>>(tables =>
        [.. tables.Commits.Where(own => own.Key != heir && own.Value[^1].Number > tables.Published.GetValueOrDefault(own.Key)).Select(own => own.Key)]);

    public ValueTask<long> ReadPublished(Guid writer, CancellationToken cancellation) => Read(tables => tables.Published.GetValueOrDefault(writer));

    public ValueTask<IReadOnlyList<WrittenCommit>> ReadCommits(Guid writer, long after, int limit, CancellationToken cancellation) =>
        Read<IReadOnlyList<WrittenCommit>>(tables =>
        [
            .. tables.Commits.GetValueOrDefault(writer, []).Where(commit => commit.Number > after && commit.Number <= after + limit)
                .SelectMany(commit => commit.Entries.Select(entry => new WrittenCommit(commit.Number, entry))),
        ]);

    public ValueTask<IReadOnlyList<OwedFollowUp>> ReadFollowUps(Guid writer, int limit, CancellationToken cancellation) =>
        Read<IReadOnlyList<OwedFollowUp>>(tables => [.. tables.FollowUps.Values.Take(limit)]);

    public ValueTask<IReadOnlyList<OwedDeadline>> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        Read<IReadOnlyList<OwedDeadline>>(tables => [.. tables.Deadlines.Values.Where(owed => owed.Due <= upTo).OrderBy(owed => owed.Due).Take(limit)]);

    public ValueTask<DateTimeOffset?> NextDue(CancellationToken cancellation) =>
        Read(tables => tables.Deadlines.Values.Select(owed => (DateTimeOffset?)owed.Due).Min());

    public ValueTask DisposeAsync()
    {
        Lane.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<StoredFact> Entries(SimulatedTables tables, StreamId stream) => tables.Streams.GetValueOrDefault(stream.ToString(), []);

    private ValueTask<T> Read<T>(Func<SimulatedTables, T> read)
    {
        Demand();
        return new(file.Read(read));
    }

    private void Demand()
    {
        if (file.Crashes != _crashes) throw new JournalUnavailableException("The simulated machine has stopped since.");
    }
}
