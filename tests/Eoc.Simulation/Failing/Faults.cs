using Eoc.Simulation.Carrying;
using Eoc.Simulation.Measuring;
using Eoc.Simulation.Running;
using Eoc.Simulation.Storing;
using Eoc.Simulation.Working;

namespace Eoc.Simulation.Failing;

/// <summary>What goes wrong in a shift, each kind in its own time, until it is healed.</summary>
internal sealed class Faults
{
    private readonly World _world;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedBus _bus;
    private readonly Centre _centre;
    private readonly MeasuringMachine _measuring;
    private readonly SimulatedThread _operator;
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private bool _healed;

    public Faults(World world, SimulatedDatabase database, SimulatedBus bus, Centre centre, MeasuringMachine measuring)
    {
        (_world, _database, _bus, _centre, _measuring, _operator) = (world, database, bus, centre, measuring, world.NewThread());
        _database.Durable = SometimesKill;
        Happen("kills", 60, Kill);
        Happen("restarts of all", 600, RestartAll);
        Happen("pauses", 90, Pause);
        Happen("clock jumps", 120, JumpClock);
        Happen("leases lost", 120, LoseLease);
        Happen("power cuts", 150, CutPower);
        Happen("slow databases", 180, SlowDatabase);
        Happen("brokers away", 120, TakeBusAway);
        Happen("cut off", 100, CutOff);
        Happen("consumers killed", 90, KillConsumer);
    }

    public override string ToString() => string.Join(", ", _counts.Select(kind => $"{kind.Value} {kind.Key}"));

    /// <summary>All is as it should be again, and stays so.</summary>
    public void Heal()
    {
        _healed = _bus.IsCalm = true;
        _bus.IsAway = false;
        _bus.CutOff.Clear();
        _database.Slowness = 1;
        RestoreDatabase();
        foreach (var process in _centre.Processes)
        {
            process.Thread.PausedUntil = default;
            process.Time.Jump = default;
        }

        _centre.StartAll();
        _measuring.Start();
    }

    /// <param name="what">Its name, in the plural.</param>
    /// <param name="everySeconds">How long it is until the next, on average.</param>
    /// <param name="fault">Begins it; how long it takes and how it ends, or null when there is nothing to do it to.</param>
    private void Happen(string what, double everySeconds, Func<Fault?> fault)
    {
        var thread = _world.NewThread();
        var time = new SimulatedTime(_world, thread, TimeSpan.Zero);
        thread.Start(async () =>
        {
            while (!_healed)
            {
                await Task.Delay(_world.Between(0, everySeconds * 2000), time, CancellationToken.None);
                if (_healed || fault() is not { } begun) continue;
                _counts[what] = _counts.GetValueOrDefault(what) + 1;
                await Task.Delay(begun.For, time, CancellationToken.None);
                if (!_healed) begun.End();
            }
        });
    }

    private Fault? Kill()
    {
        var place = _centre.AnyPlace();
        _centre.End(place);
        return new(_world.Between(100, 20_000), () => _centre.Start(place));
    }

    private Fault? RestartAll()
    {
        _centre.EndAll();
        return new(_world.Between(100, 20_000), _centre.StartAll);
    }

    private Fault? Pause()
    {
        if (_centre.AnyReady() is not { } process) return null;
        var length = _world.Between(100, 60_000);
        process.Thread.PausedUntil = _world.Now + length;
        return new(length, () => { });
    }

    /// <summary>Somebody sets a machine's clock wrong, by up to half an hour, and after a while right.</summary>
    private Fault? JumpClock()
    {
        if (_centre.AnyReady() is not { } process) return null;
        process.Time.Jump = _world.Chance(0.5) ? _world.Between(-10_000, 10_000) : _world.Between(-1_800_000, 1_800_000);
        return new(_world.Between(1000, 120_000), () => process.Time.Jump = default);
    }

    /// <summary>The others take a process for dead that is alive.</summary>
    private Fault? LoseLease()
    {
        if (_database.IsDown || _centre.AnyReady() is not { } process) return null;
        _database.EndLease(process.Writer);
        return new(TimeSpan.Zero, () => { });
    }

    private Fault? CutPower()
    {
        _database.CutDuringNextCommit = true;
        return new(_world.Between(1000, 15_000), RestoreDatabase);
    }

    private void RestoreDatabase()
    {
        if (_database.IsDown) _database.Restart();
        _database.CutDuringNextCommit = false;
    }

    private Fault? SlowDatabase()
    {
        _database.Slowness = Math.Pow(10, 1 + 1.5 * _world.Random.NextDouble());
        return new(_world.Between(1000, 30_000), () => _database.Slowness = 1);
    }

    private Fault? TakeBusAway()
    {
        _bus.IsAway = true;
        return new(_world.Between(1000, 60_000), () => _bus.IsAway = false);
    }

    private Fault? CutOff()
    {
        if (_centre.AnyReady() is not { } process) return null;
        _bus.CutOff.Add(process);
        return new(_world.Between(1000, 60_000), () => _bus.CutOff.Remove(process));
    }

    /// <summary>The process that measures ends; or its machine does, and what it has kept since some moment before.</summary>
    private Fault? KillConsumer()
    {
        if (_world.Chance(0.5)) _measuring.Kill();
        else _measuring.CutPower();
        return new(_world.Between(100, 20_000), _measuring.Start);
    }

    /// <summary>Between commit and reply, commit and delivery, commit and publication: there a process is killed most usefully.</summary>
    private void SometimesKill(Guid writer)
    {
        if (_healed || !_world.Chance(0.01)) return;
        var place = _centre.PlaceOf(writer);
        if (place < 0) return;
        _centre.End(place);
        _operator.Start(async () =>
        {
            await Task.Delay(_world.Between(100, 20_000), new SimulatedTime(_world, _operator, TimeSpan.Zero), CancellationToken.None);
            _centre.Start(place);
        });
    }

    /// <summary>A fault that has begun: for how long, and what ends it.</summary>
    private sealed record Fault(TimeSpan For, Action End);
}
