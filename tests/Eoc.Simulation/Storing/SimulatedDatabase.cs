using Eoc.Journal;
using Eoc.Journal.Simulated;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Simulation.Running;

namespace Eoc.Simulation.Storing;

/// <summary>
/// A database server that several processes share, over the simulated disk: asking takes its time and may never be answered, a sync takes longer, and the
/// power goes. It stands for the protocol between the journal and a store, not for SQLite or PostgreSQL, whose own crash states are another matter.
/// </summary>
internal sealed class SimulatedDatabase
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly World _world;
    private readonly SimulatedDisk _disk;
    private readonly List<Action> _connections = [];
    private SimulatedThread _thread;
    private SimulatedTime _time;

    public SimulatedDatabase(World world, Bugs bugs)
    {
        (_world, _thread) = (world, world.NewThread());
        _time = new(world, _thread, TimeSpan.Zero);
        _disk = new(Sync, new(
            NoFence: bugs.HasFlag(Bugs.NoFence), NoDedup: bugs.HasFlag(Bugs.NoDedup), AnswersBeforeSync: bugs.HasFlag(Bugs.AnswersBeforeSync),
            KeepsTornTransactions: bugs.HasFlag(Bugs.KeepsTornTransactions), LosesFollowUps: bugs.HasFlag(Bugs.LosesFollowUps),
            AltersEntries: bugs.HasFlag(Bugs.AltersEntries)))
        {
            Durable = transaction => Kept(transaction.Writer),
        };
        Log = _disk.Open(RealmId.Live, create: true)!;
    }

    /// <summary>The live realm's.</summary>
    public SimulatedLog Log { get; }

    /// <summary>The drill's; null when there is none.</summary>
    public SimulatedLog? Drill { get; private set; }

    /// <summary>What is on the disk, for whoever looks when all is over.</summary>
    public SimulatedTables Disk => Log.Read(tables => tables);

    public DateTimeOffset LastCommit { get; private set; }

    public bool IsDown { get; private set; }

    public int Crashes { get; private set; }

    public int Saved => _disk.Saved;

    public int Torn => _disk.Torn;

    /// <summary>The power goes while the next commit is on its way to the disk: the moment that matters.</summary>
    public bool CutDuringNextCommit { get; set; }

    /// <summary>How many times longer than usual everything takes.</summary>
    public double Slowness { get; set; } = 1;

    /// <summary>A writer's commit is durable, and nobody has been told yet.</summary>
    public Action<Guid>? Durable { get; set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    public void OpenDrill() => Drill = _disk.Open(Drilling.Drill.Id, create: true);

    /// <summary>And it comes back.</summary>
    public void Restart()
    {
        (IsDown, _thread) = (false, _world.NewThread());
        _time = new(_world, _thread, TimeSpan.Zero);
    }

    /// <summary>A writer counts as dead, until it renews its lease.</summary>
    public void EndLease(Guid writer) => Log.Read(tables =>
    {
        tables.Leases.Release(writer, Now);
        return true;
    });

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

    private async ValueTask Sync()
    {
        await Pause(1, _world.Chance(0.02) ? 400 : 8);
        if (CutDuringNextCommit) Crash();
        // The power is gone, and nobody goes on here.
        if (IsDown) await new TaskCompletionSource().Task;
    }

    private void Crash()
    {
        (IsDown, CutDuringNextCommit, Crashes, LastCommit) = (true, false, Crashes + 1, _world.Now);
        _thread.Kill();
        _disk.Crash(_world.Random);
        foreach (var connection in _connections.ToList()) connection();
        _connections.Clear();
    }

    private void Kept(Guid writer)
    {
        LastCommit = _world.Now;
        Durable?.Invoke(writer);
    }

    private Task Pause(double from, double to) => Task.Delay(Min(_world.Between(from, to) * Slowness, Longest), _time);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
