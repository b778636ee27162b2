using Eoc.Journal;
using Eoc.Journal.Grouping;
using Eoc.Simulation.Running;

namespace Eoc.Simulation.Storing;

/// <summary>
/// A database server that several processes share. A transaction is a row of writes and a commit mark, all unsynced until the disk says so; a crash
/// keeps any prefix of them, and recovery keeps a transaction whose mark survived. It stands for the protocol between the journal and a store, not
/// for SQLite or PostgreSQL, whose own crash states are another matter.
/// </summary>
internal sealed class SimulatedDatabase
{
    private readonly World _world;
    private readonly Bugs _bugs;
    private readonly List<Action> _connections = [];
    private SimulatedThread _thread;
    private SimulatedTime _time;
    private SemaphoreSlim _turn = new(1);
    private CommitBatch? _unsynced;

    public SimulatedDatabase(World world, Bugs bugs)
    {
        (_world, _bugs, _thread) = (world, bugs, world.NewThread());
        _time = new(world, _thread, TimeSpan.Zero);
    }

    public DatabaseState Disk { get; } = new();

    public DateTimeOffset LastCommit { get; private set; }

    public bool IsDown { get; private set; }

    public int Crashes { get; private set; }

    /// <summary>Commits whose mark was on the disk when the power went, and whose writer never learned of it.</summary>
    public int SavedByLuck { get; private set; }

    /// <summary>The power goes while the next commit is on its way to the disk: the moment that matters.</summary>
    public bool CutDuringNextCommit { get; set; }

    /// <summary>A writer's commit is durable, and nobody has been told yet.</summary>
    public Action<Guid>? Durable { get; set; }

    public Dictionary<Guid, DateTimeOffset> Leases { get; } = [];

    public Dictionary<OwedKey, (Guid Writer, DateTimeOffset Until)> Claims { get; } = [];

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The power goes.</summary>
    public void Crash()
    {
        (IsDown, CutDuringNextCommit, Crashes) = (true, false, Crashes + 1);
        _thread.Kill();
        if (_unsynced is { } cut) Recover(cut);
        _unsynced = null;
        foreach (var connection in _connections.ToList()) connection();
        _connections.Clear();
    }

    /// <summary>And comes back.</summary>
    public void Restart()
    {
        (IsDown, _thread, _turn) = (false, _world.NewThread(), new(1));
        _time = new(_world, _thread, TimeSpan.Zero);
    }

    /// <summary>Asks the server; the answer takes its time, and may never come.</summary>
    public async Task<T> Ask<T>(Func<Task<T>> serve, SimulatedThread asking)
    {
        if (IsDown) throw new JournalUnavailableException("The database is down.");
        var answer = new TaskCompletionSource<T>();
        void Cut() => asking.Post(() => answer.TrySetException(new JournalUnavailableException("The connection was lost.")));
        _connections.Add(Cut);
        _thread.Start(async () =>
        {
            await Pause(1, 3);
            var served = await serve();
            await Pause(1, 3);
            _connections.Remove(Cut);
            asking.Post(() => answer.TrySetResult(served));
        });
        return await answer.Task;
    }

    public async Task<bool> Commit(CommitBatch batch)
    {
        await _turn.WaitAsync();
        var committed = Write(batch);
        if (committed && !_bugs.HasFlag(Bugs.AnswersBeforeSync)) await Sync();
        else if (committed) _thread.Start(SyncLater);
        if (!committed || !_bugs.HasFlag(Bugs.AnswersBeforeSync)) _turn.Release();
        return committed;
    }

    private async Task SyncLater()
    {
        await Sync();
        _turn.Release();
    }

    private async Task Sync()
    {
        await Pause(1, _world.Chance(0.02) ? 400 : 8);
        if (CutDuringNextCommit) Crash();
        // The power is gone, and nobody goes on here.
        if (_unsynced is not { } written) await new TaskCompletionSource().Task;
        else Keep(written);
    }

    private void Keep(CommitBatch written)
    {
        Disk.Apply(written, _bugs);
        (_unsynced, LastCommit) = (null, _world.Now);
        Durable?.Invoke(written.Writer);
    }

    private bool Write(CommitBatch batch)
    {
        foreach (var append in batch.Appends)
        {
            if (!_bugs.HasFlag(Bugs.NoDedup) && Disk.Commands.ContainsKey((append.Stamp.Account, append.Stamp.Command))) return false;
            if (append.Writes && !_bugs.HasFlag(Bugs.NoFence) && Disk.Head(append.Stream) != append.Request.ExpectedVersion) return false;
        }

        foreach (var need in batch.Counters)
            if (!batch.Allot(need, Disk.Counters.GetValueOrDefault((need.Series, need.Year)) + need.Count)) return false;
        batch.Seal();
        _unsynced = batch;
        return true;
    }

    private void Recover(CommitBatch cut)
    {
        var writes = cut.Facts.Length + cut.Appends.Count + cut.FollowUps.Length + cut.Deadlines.Length + 1;
        if (_world.Random.Next(writes + 1) < writes) return;
        Disk.Apply(cut, _bugs);
        (LastCommit, SavedByLuck) = (_world.Now, SavedByLuck + 1);
    }

    private Task Pause(double from, double to) => Task.Delay(_world.Between(from, to), _time);
}
