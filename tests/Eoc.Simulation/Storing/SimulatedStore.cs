using System.Runtime.CompilerServices;
using Eoc.Contracts.Events;
using Eoc.Journal;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;
using Eoc.Simulation.Running;

namespace Eoc.Simulation.Storing;

/// <summary>One process's connection to the database.</summary>
internal sealed class SimulatedStore(SimulatedDatabase database, SimulatedThread thread) : IJournalStore
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(1);

    private DatabaseState Disk => database.Disk;

    public bool IsExclusive => false;

    public ILane Lane { get; } = new SimulatedLane(thread);

    public ValueTask<bool> Commit(CommitBatch batch) => new(database.Ask(() => database.Commit(batch), thread));

    public ValueTask<IReadOnlyList<Standing>> Settle(IReadOnlyList<PendingAppend> appends) => Ask<IReadOnlyList<Standing>>(() =>
        [.. appends.Select(append => new Standing(Disk.Commands.GetValueOrDefault((append.Stamp.Account, append.Stamp.Command)), Disk.Head(append.Stream)))]);

    public ValueTask<ChainHead> ReadChain(Guid writer) =>
        Ask(() => Disk.Commits.TryGetValue(writer, out var commits) ? new ChainHead(commits[^1].Number, commits[^1].Hash) : ChainHead.Start);

    public ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) =>
        Ask(() => Disk.Commands.GetValueOrDefault((account, command)));

    public ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) => Ask<IReadOnlyList<StoredFact>>(() =>
        Disk.Streams.TryGetValue(stream.ToString(), out var entries) ? [.. entries.Skip((int)after)] : []);

    public ValueTask<IReadOnlyList<StoredFact>> ReadBack(StreamId stream, long before, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<StoredFact>>(() => Disk.Streams.TryGetValue(stream.ToString(), out var entries)
            ? [.. entries.Where(entry => entry.Header.Version < before).Reverse().Take(limit)] : []);

    public ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation) => Ask<IReadOnlyList<StreamHead>>(() =>
        [.. Disk.Streams.Select(stream => new StreamHead(StreamId.Parse(stream.Key), stream.Value.Count))]);

    public ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) =>
        Ask<IReadOnlyDictionary<Guid, long>>(() => Disk.Commits.ToDictionary(writer => writer.Key, writer => writer.Value[^1].Number));

    public async IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = await Ask(() => Disk.Streams.Values.Where(entries => entries[0].Header.Stream.Kind == kind).SelectMany(entries => entries).ToList());
        foreach (var entry in all) yield return entry;
    }

    public ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) => Ask(() => Disk.Snapshots.GetValueOrDefault(stream.ToString()));

    public async ValueTask Renew(Guid writer, CancellationToken cancellation) => await Ask(() => database.Leases[writer] = database.Now + Lease);

    public async ValueTask Release(Guid writer) => await Ask(() => database.Leases[writer] = database.Now);

    public ValueTask<IReadOnlyList<Guid>> Inherit(Guid heir, CancellationToken cancellation) => Ask<IReadOnlyList<Guid>>(() =>
    {
        var dead = database.Leases.Where(lease => lease.Key != heir && lease.Value <= database.Now && Left(lease.Key)).Select(lease => lease.Key).ToList();
        foreach (var (key, owed) in Disk.FollowUps.Where(row => dead.Contains(row.Value.Writer)).ToList()) Disk.FollowUps[key] = (heir, owed.Owed);
        return dead;
    });

    public ValueTask<long> ReadPublished(Guid writer, CancellationToken cancellation) => Ask(() => Disk.Published.GetValueOrDefault(writer));

    public ValueTask<IReadOnlyList<WrittenCommit>> ReadCommits(Guid writer, long after, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<WrittenCommit>>(() => Disk.Commits.TryGetValue(writer, out var commits)
            ? [.. commits.Where(commit => commit.Number > after).Take(limit).SelectMany(commit => commit.Facts.Select(fact => new WrittenCommit(commit.Number, fact)))]
            : []);

    public ValueTask<IReadOnlyList<OwedFollowUp>> ReadFollowUps(Guid writer, int limit, CancellationToken cancellation) => Ask<IReadOnlyList<OwedFollowUp>>(() =>
        [.. Disk.FollowUps.Values.Where(row => row.Writer == writer).Select(row => row.Owed)
            .OrderBy(owed => owed.Key.Source, StringComparer.Ordinal).ThenBy(owed => owed.Key.Version).ThenBy(owed => owed.Key.Ordinal).Take(limit)]);

    public ValueTask<IReadOnlyList<OwedDeadline>> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        Ask<IReadOnlyList<OwedDeadline>>(() =>
        {
            var due = Disk.Deadlines.Values.Where(owed => owed.Due <= upTo && IsFree(owed.Key, writer))
                .OrderBy(owed => owed.Due).ThenBy(owed => owed.Key.Source, StringComparer.Ordinal).ThenBy(owed => owed.Key.Version).Take(limit).ToList();
            foreach (var owed in due) database.Claims[owed.Key] = (writer, database.Now + Claim);
            return due;
        });

    public ValueTask<DateTimeOffset?> NextDue(CancellationToken cancellation) =>
        Ask(() => Disk.Deadlines.Count == 0 ? default(DateTimeOffset?) : Disk.Deadlines.Values.Min(owed => owed.Due));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask<T> Ask<T>(Func<T> serve) => new(database.Ask(() => Task.FromResult(serve()), thread));

    private bool Left(Guid writer) =>
        (Disk.Commits.TryGetValue(writer, out var commits) && commits[^1].Number > Disk.Published.GetValueOrDefault(writer))
        || Disk.FollowUps.Values.Any(row => row.Writer == writer);

    private bool IsFree(OwedKey key, Guid writer) => !database.Claims.TryGetValue(key, out var claim) || claim.Writer == writer || claim.Until <= database.Now;
}

/// <summary>Commits, and what follows from them, run on their process's thread.</summary>
internal sealed class SimulatedLane(SimulatedThread thread) : ILane
{
    public bool RunsOnCaller => false;

    public void Post(Action work) => thread.Post(work);

    public Task Start(Func<Task> work) => thread.Begin(work);

    public void Dispose()
    {
    }
}
