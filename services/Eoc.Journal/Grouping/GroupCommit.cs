using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Measuring;

namespace Eoc.Journal.Grouping;

/// <summary>
/// The one writer of a journal in this process. An idle writer commits at once; whatever gathers meanwhile shares the next transaction.
/// An append that conflicts is answered and taken out, and its neighbours commit without it.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxBatch = 256;
    private const int MaxTries = 8;

    private readonly RealmId _realm;
    private readonly Guid _writer;
    private readonly IJournalStore _store;
    private readonly ILane _lane;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<ICommitObserver> _observers;
    private readonly Lock _gate = new();
    private readonly Queue<PendingAppend> _waiting = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChainHead? _chain;
    private ChainHead _announced = ChainHead.Start;
    private bool _busy;
    private bool _flush;
    private bool _stopping;

    public GroupCommit(RealmId realm, Guid writer, IJournalStore store, TimeProvider time, IReadOnlyList<ICommitObserver> observers)
    {
        (_realm, _writer, _store, _lane, _time, _observers) = (realm, writer, store, store.Lane, time, observers);
        Chores = new ChoreList(time, Flush);
    }

    public ChoreList Chores { get; }

    public ValueTask<AppendResult> Append(PendingAppend append)
    {
        lock (_gate)
        {
            if (_stopping) throw new JournalUnavailableException($"The journal of {_realm} is closed.");
            _waiting.Enqueue(append);
            if (_busy) return append.Result;
            _busy = true;
        }

        if (_lane.RunsOnCaller) _ = Drain(handOver: true);
        else _lane.Post(Drain);
        return append.Result;
    }

    /// <summary>Commits what waits, chores too, as soon as may be.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            // The commit under way has taken its chores: those that came since would wait for an append that may never come.
            _flush = _busy;
            if (_busy) return;
            _busy = true;
        }

        _lane.Post(Drain);
    }

    /// <summary>Commits what still waits, then refuses all else.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate) _stopping = true;
        Flush();
        await _stopped.Task;
        await Chores.DisposeAsync();
    }

    private void Drain() => _ = Drain(handOver: false);

    private async Task Drain(bool handOver)
    {
        do
        {
            await CommitWhatWaits();
            if (!MoreToDo()) return;
        }
        while (!handOver);
        // The caller has its answer; it must not go on writing for the others.
        _lane.Post(Drain);
    }

    private bool MoreToDo()
    {
        lock (_gate)
        {
            var more = _waiting.Count > 0 || _flush;
            _flush = false;
            if (more) return true;
            _busy = false;
            if (_stopping) _stopped.TrySetResult();
            return false;
        }
    }

    private async ValueTask CommitWhatWaits()
    {
        var appends = Gather();
        var chores = Chores.Take();
        if (appends.Count == 0 && chores.IsEmpty) return;
        try
        {
            await CommitWithoutLosers(appends, chores);
        }
        catch (Exception failure)
        {
            // Whether this commit took effect is unknown; the next one begins by finding out.
            _chain = null;
            Chores.PutBack(chores);
            var unavailable = failure as JournalUnavailableException ?? new JournalUnavailableException($"The journal of {_realm} failed.", failure);
            foreach (var append in appends) append.Fail(unavailable);
        }
    }

    /// <summary>No two of a batch may touch the same stream or bear the same command: the second waits until the first is settled.</summary>
    private List<PendingAppend> Gather()
    {
        lock (_gate)
        {
            var appends = new List<PendingAppend>(Math.Min(_waiting.Count, MaxBatch));
            var taken = new HashSet<(string, CommandId)>();
            for (var left = _waiting.Count; left > 0 && appends.Count < MaxBatch; left--)
            {
                var append = _waiting.Dequeue();
                if (taken.Add((append.Stream, default)) & taken.Add((append.Stamp.Account, append.Stamp.Command))) appends.Add(append);
                else _waiting.Enqueue(append);
            }

            return appends;
        }
    }

    private async ValueTask CommitWithoutLosers(List<PendingAppend> appends, Chores chores)
    {
        var chain = _chain ??= await FindChain();
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var batch = new CommitBatch(_writer, chain, appends, chores);
            var began = JournalMeasures.WatchesCommits ? _time.GetTimestamp() : 0;
            if (await _store.Commit(batch))
            {
                if (began != 0) JournalMeasures.Committed(_realm, batch, _time.GetElapsedTime(began), _time.GetUtcNow());
                Announce(batch);
                return;
            }

            await AnswerLosers(appends);
            if (appends.Count == 0 && chores.IsEmpty) return;
        }

        throw new JournalUnavailableException($"The journal of {_realm} is written by others faster than this process can commit.");
    }

    private async ValueTask<ChainHead> FindChain()
    {
        var chain = await _store.ReadChain(_writer);
        if (chain.Number > _announced.Number)
        {
            _announced = chain;
            foreach (var observer in _observers) observer.CommittedUnseen(_realm, chain.Number);
        }

        return chain;
    }

    private void Announce(CommitBatch batch)
    {
        foreach (var observer in _observers) observer.ChoresDone(batch.Chores);
        if (batch.HasEntries) AnnounceEntries(batch);
        foreach (var append in batch.Appends) append.Commit();
    }

    private void AnnounceEntries(CommitBatch batch)
    {
        _chain = _announced = new ChainHead(batch.Number, batch.Hash);
        var commit = new JournalCommit(_realm, _writer, batch.Number, batch.Hash, batch.Facts, batch.FollowUps, batch.Deadlines);
        foreach (var observer in _observers) observer.Committed(commit);
    }

    private async ValueTask AnswerLosers(List<PendingAppend> appends)
    {
        var standings = await _store.Settle(appends);
        for (var i = appends.Count - 1; i >= 0; i--)
        {
            var (append, standing) = (appends[i], standings[i]);
            if (append.Failure is { } failure) append.Fail(failure);
            else if (standing.Reply is { } reply) append.Answer(new AppendResult.CommandKnown(reply));
            else if (append.Writes && standing.Head != append.Request.ExpectedVersion) append.Answer(new AppendResult.VersionConflict());
            else continue;
            appends.RemoveAt(i);
        }
    }
}
