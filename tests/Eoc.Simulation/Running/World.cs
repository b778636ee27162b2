namespace Eoc.Simulation.Running;

/// <summary>
/// One run: one operating-system thread, one random source, one clock that stands still while anything can go on. Everything that happens follows
/// from the seed.
/// </summary>
internal sealed class World(int seed)
{
    private readonly int _owner = Environment.CurrentManagedThreadId;
    private readonly List<SimulatedThread> _threads = [];
    private readonly List<SimulatedThread> _runnable = [];
    private readonly PriorityQueue<(SimulatedTimer Timer, long Setting), (long Due, long Sequence)> _timers = new();
    private long _sequence;
    private Exception? _failure;

    public static readonly DateTimeOffset Begin = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public int Seed => seed;

    public Random Random { get; } = new(seed);

    public DateTimeOffset Now { get; private set; } = Begin;

    public SimulatedThread NewThread()
    {
        var thread = new SimulatedThread(this);
        _threads.RemoveAll(one => one.IsDead);
        _threads.Add(thread);
        return thread;
    }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public TimeSpan Between(double fromMilliseconds, double toMilliseconds) =>
        TimeSpan.FromMilliseconds(fromMilliseconds + Random.NextDouble() * (toMilliseconds - fromMilliseconds));

    public void Schedule(DateTimeOffset due, SimulatedTimer timer, long setting) => _timers.Enqueue((timer, setting), (due.Ticks, _sequence++));

    /// <summary>Nothing may go on where the seed does not decide.</summary>
    public void DemandOwnThread()
    {
        if (Environment.CurrentManagedThreadId != _owner) throw new InvalidOperationException("Something went on outside the simulation.");
    }

    /// <summary>An error that nobody handles ends the run.</summary>
    public async Task Watch(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception failure)
        {
            _failure ??= failure;
        }
    }

    /// <summary>Lets everything happen that happens until then.</summary>
    public void Run(TimeSpan time)
    {
        var end = Now + time;
        while (Step(end))
            if (_failure is not null) throw new InvalidOperationException($"Something broke at {Now:HH:mm:ss.fff}.", _failure);
        Now = end;
    }

    private bool Step(DateTimeOffset end)
    {
        _runnable.Clear();
        foreach (var thread in _threads)
            if (thread.CanRun) _runnable.Add(thread);
        if (_runnable.Count > 0)
        {
            _runnable[_runnable.Count == 1 ? 0 : Random.Next(_runnable.Count)].RunOne(Random);
            return true;
        }

        return FireNext(end);
    }

    private bool FireNext(DateTimeOffset end)
    {
        if (!_timers.TryPeek(out var next, out var when) || when.Due > end.Ticks) return WakeNext(end);
        _timers.Dequeue();
        Now = new(Math.Max(when.Due, Now.Ticks), TimeSpan.Zero);
        next.Timer.Fire(next.Setting);
        return true;
    }

    /// <summary>Nobody's timer is due, but somebody who was stopped goes on.</summary>
    private bool WakeNext(DateTimeOffset end)
    {
        var wakes = _threads.Where(thread => !thread.IsDead && thread.PausedUntil > Now && thread.PausedUntil <= end).Select(thread => thread.PausedUntil).ToList();
        if (wakes.Count == 0) return false;
        Now = wakes.Min();
        return true;
    }
}
