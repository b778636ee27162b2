using Eoc.Contracts.Ids;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.FollowingUp;

/// <summary>
/// Delivers what this process's commits owe to other streams: in order for each source, sources beside each other. It learns of them from the
/// commits themselves; from the rows it reads only what an earlier process left, what committed unseen, and what would not fit in memory.
/// </summary>
internal sealed class Courier : ICommitObserver, IAsyncDisposable
{
    private const int MostInMemory = 10_000;
    private const int AtOnce = 64;
    private static readonly TimeSpan RereadPause = TimeSpan.FromMilliseconds(250);

    private readonly Guid _writer;
    private readonly IJournalStore _store;
    private readonly PersistentDelivery _delivery;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PriorityQueue<OwedFollowUp, (long Version, int Ordinal)>> _sources = [];
    private readonly HashSet<OwedKey> _seen = [];
    private readonly List<OwedFollowUp> _arrived = [];
    private ChoreList? _chores;
    private TaskCompletionSource? _idle;
    private int _waiting;
    private bool _reading;
    private bool _readAgain;
    private bool _spilled;

    public Courier(Guid writer, IJournalStore store, PersistentDelivery delivery, TimeProvider time) =>
        (_writer, _store, _delivery, _time) = (writer, store, delivery, time);

    /// <summary>Begins with what is left from before.</summary>
    public void Start(ChoreList chores)
    {
        _chores = chores;
        ReadRows();
    }

    /// <summary>Completes when nothing is owed any more that this process knows of.</summary>
    public Task WhenIdle(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (IsIdle) return Task.CompletedTask;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellation);
        }
    }

    public void Committed(JournalCommit commit)
    {
        if (commit.FollowUps.IsEmpty) return;
        lock (_gate)
        {
            // What does not fit stays in its row. Nothing may overtake it, so from here on everything comes from the rows.
            _spilled |= _waiting + _arrived.Count + commit.FollowUps.Length > MostInMemory;
            if (_spilled) return;
            if (_reading) _arrived.AddRange(commit.FollowUps);
            else Enqueue(commit.FollowUps);
        }
    }

    public void ChoresDone(Chores chores)
    {
        if (chores.DeliveredFollowUps.Count == 0) return;
        lock (_gate) _seen.ExceptWith(chores.DeliveredFollowUps);
        ReadRowsWhenThereIsRoom();
    }

    public void CommittedUnseen(RealmId realm, long number) => ReadRows();

    /// <summary>Reads the rows again: some are new to this process. What commits meanwhile waits behind them.</summary>
    public void ReadRows()
    {
        lock (_gate)
        {
            _readAgain = _reading;
            if (_reading) return;
            _reading = true;
        }

        _ = _store.Lane.Start(ReadUntilTaken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _room.Dispose();
        _stop.Dispose();
    }

    private bool IsIdle => _waiting == 0 && !_reading && !_spilled;

    private void ReadRowsWhenThereIsRoom()
    {
        lock (_gate)
        {
            if (!_spilled || _reading || _waiting > MostInMemory / 2) return;
        }

        ReadRows();
    }

    private async Task ReadUntilTaken()
    {
        try
        {
            while (!await TryReadRows()) await Task.Delay(RereadPause, _time, _stop.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // Stopping: the rows stay for whoever comes next.
        }
    }

    private async Task<bool> TryReadRows()
    {
        lock (_gate) _spilled = _readAgain = false;
        try
        {
            return Take(await _store.ReadFollowUps(_writer, MostInMemory, _stop.Token));
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }

    private bool Take(IReadOnlyList<OwedFollowUp> rows)
    {
        lock (_gate)
        {
            Enqueue(rows);
            _spilled |= rows.Count >= MostInMemory;
            if (!_spilled) Enqueue(_arrived);
            _arrived.Clear();
            if (_readAgain) return false;
            _reading = false;
            SayWhenIdle();
            return true;
        }
    }

    private void Enqueue(IEnumerable<OwedFollowUp> followUps)
    {
        foreach (var owed in followUps) Enqueue(owed);
    }

    private void Enqueue(OwedFollowUp owed)
    {
        if (!_seen.Add(owed.Key)) return;
        _waiting++;
        if (_sources.TryGetValue(owed.Key.Source, out var queue))
        {
            queue.Enqueue(owed, (owed.Key.Version, owed.Key.Ordinal));
            return;
        }

        _sources[owed.Key.Source] = queue = new();
        queue.Enqueue(owed, (owed.Key.Version, owed.Key.Ordinal));
        _ = _store.Lane.Start(() => DeliverAll(owed.Key.Source));
    }

    private async Task DeliverAll(string source)
    {
        try
        {
            await _room.WaitAsync(_stop.Token);
            while (Next(source) is { } owed)
            {
                await _delivery.UntilTaken(owed.FollowUp, _stop.Token);
                Done(owed);
            }

            _room.Release();
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // Stopping: the rows stay for whoever comes next.
        }
    }

    private OwedFollowUp? Next(string source)
    {
        lock (_gate)
        {
            if (_sources[source].TryDequeue(out var owed, out _)) return owed;
            _sources.Remove(source);
            return null;
        }
    }

    private void Done(OwedFollowUp owed)
    {
        _chores!.FollowUpDelivered(owed.Key);
        lock (_gate)
        {
            _waiting--;
            SayWhenIdle();
        }

        ReadRowsWhenThereIsRoom();
    }

    private void SayWhenIdle()
    {
        if (!IsIdle) return;
        _idle?.TrySetResult();
        _idle = null;
    }
}
