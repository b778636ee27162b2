namespace Eoc.Simulation.Running;

/// <summary>The clock of one simulated process. Processes' clocks differ by a constant, and may be set wrong; how time passes they all know.</summary>
internal sealed class SimulatedTime(World world, SimulatedThread thread, TimeSpan offset) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>By how much it is set wrong.</summary>
    public TimeSpan Jump { get; set; }

    public override DateTimeOffset GetUtcNow() => world.Now + offset + Jump;

    public override long GetTimestamp() => world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(world, thread, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer whose callback runs on its process's thread.</summary>
internal sealed class SimulatedTimer(World world, SimulatedThread thread, Action callback) : ITimer
{
    private TimeSpan _period;
    private long _setting;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        _setting++;
        if (dueTime >= TimeSpan.Zero) world.Schedule(world.Now + dueTime, this, _setting);
        return true;
    }

    public void Fire(long setting)
    {
        if (setting != _setting || thread.IsDead) return;
        if (_period > TimeSpan.Zero) world.Schedule(world.Now + _period, this, setting);
        thread.Post(callback);
    }

    public void Dispose() => _setting++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
