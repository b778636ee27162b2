using Eoc.Simulation.Carrying;
using Eoc.Simulation.Checking;
using Eoc.Simulation.Commanding;
using Eoc.Simulation.Running;
using Eoc.Simulation.Storing;
using Eoc.Simulation.Working;

namespace Eoc.Simulation;

/// <summary>One shift of a centre, from one integer: people command, faults happen, everything heals, and the invariants must hold.</summary>
internal sealed class Shift
{
    private const int Processes = 3;

    private readonly World _world;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedBus _bus;
    private readonly Dispatchers _dispatchers;
    private readonly SimulatedProcess?[] _processes = new SimulatedProcess?[Processes];
    private readonly Bugs _bugs;
    private readonly SimulatedThread _operator;
    private bool _calm;
    private int _runs;

    public Shift(int seed, Bugs bugs = Bugs.None)
    {
        _bugs = bugs;
        _world = new(seed);
        _database = new(_world, bugs);
        _bus = new(_world);
        for (var place = 0; place < Processes; place++) Start(place);
        _operator = _world.NewThread();
        _database.Durable = writer => SometimesKill(writer);
        _dispatchers = new(_world, new(_world), AnyProcess);
        foreach (var (fault, every) in Faults()) Happen(fault, every);
    }

    public int Kills { get; private set; }

    public int Pauses { get; private set; }

    public string Summary => FormattableString.Invariant(
        $"{_dispatchers.Answers.Count} answers to {_dispatchers.Asked} requests, {_database.Disk.Streams.Values.Sum(s => s.Count)} entries, {Kills} kills, {Pauses} pauses, {_database.Crashes} power cuts ({_database.Saved} commits survived unacknowledged, {_database.Torn} were torn), {_bus.Lost} messages lost, {_bus.Doubled} doubled");

    /// <summary>What happened, without the ids that are random by design.</summary>
    public string Trace => string.Join('\n', _database.Disk.Streams.OrderBy(stream => stream.Key, StringComparer.Ordinal).SelectMany(stream => stream.Value)
        .Select(entry => FormattableString.Invariant($"{entry.Header.Stream} {entry.Header.Version} {entry.Header.Type} {entry.Header.Actor} {entry.Header.RecordedAt.Ticks}")));

    /// <summary>Plays it.</summary>
    /// <returns>The simulated time it took, and what did not hold.</returns>
    public (TimeSpan Time, IReadOnlyList<string> Violations) Play(TimeSpan duration)
    {
        _world.Run(duration);
        Heal();
        _world.Run(TimeSpan.FromSeconds(5));
        var quiet = Settle();
        var record = new Aftermath(_database, _dispatchers.Answers, _world.Now);
        var violations = Invariants.Of(record, [.. _processes.OfType<SimulatedProcess>()]);
        return (_world.Now - World.Begin, quiet ? violations : [.. violations, "I4: what streams owe each other was still not delivered two minutes after healing"]);
    }

    private void Heal()
    {
        _calm = _bus.IsCalm = _dispatchers.IsCalm = true;
        _dispatchers.GoHome();
        _bus.IsAway = false;
        _bus.CutOff.Clear();
        RestoreDatabase();
        for (var place = 0; place < Processes; place++)
        {
            if (_processes[place] is { } process) process.Thread.PausedUntil = default;
            else Start(place);
        }
    }

    /// <summary>What was asked for is answered, what is owed delivered; then nobody writes any more.</summary>
    private bool Settle()
    {
        for (var second = 0; second < 120; second++)
        {
            if (_database.Disk.FollowUps.Count == 0 && _world.Now - _database.LastCommit > TimeSpan.FromSeconds(6)) return true;
            _world.Run(TimeSpan.FromSeconds(1));
        }

        return false;
    }

    private IEnumerable<(Func<(Action, Action, TimeSpan)?> Fault, double EverySeconds)> Faults()
    {
        yield return (Kill, 60);
        yield return (Pause, 90);
        yield return (CutPower, 150);
        yield return (TakeBusAway, 120);
        yield return (CutOff, 100);
    }

    private void Happen(Func<(Action Begin, Action End, TimeSpan For)?> fault, double everySeconds)
    {
        var thread = _world.NewThread();
        var time = new SimulatedTime(_world, thread, TimeSpan.Zero);
        thread.Start(async () =>
        {
            while (!_calm)
            {
                await Task.Delay(_world.Between(0, everySeconds * 2000), time, CancellationToken.None);
                if (_calm || fault() is not { } one) continue;
                one.Begin();
                await Task.Delay(one.For, time, CancellationToken.None);
                if (!_calm) one.End();
            }
        });
    }

    private (Action, Action, TimeSpan)? Kill()
    {
        var place = _world.Random.Next(Processes);
        return (() => End(place), () => Start(place), _world.Between(100, 20_000));
    }

    private (Action, Action, TimeSpan)? Pause()
    {
        if (AnyProcess() is not { } process) return null;
        Pauses++;
        var length = _world.Between(100, 60_000);
        return (() => process.Thread.PausedUntil = _world.Now + length, () => { }, length);
    }

    private (Action, Action, TimeSpan)? CutPower() => (() => _database.CutDuringNextCommit = true, RestoreDatabase, _world.Between(1000, 15_000));

    private void RestoreDatabase()
    {
        if (_database.IsDown) _database.Restart();
        _database.CutDuringNextCommit = false;
    }

    private (Action, Action, TimeSpan)? TakeBusAway() => (() => _bus.IsAway = true, () => _bus.IsAway = false, _world.Between(1000, 60_000));

    private (Action, Action, TimeSpan)? CutOff()
    {
        if (AnyProcess() is not { } process) return null;
        return (() => _bus.CutOff.Add(process), () => _bus.CutOff.Remove(process), _world.Between(1000, 60_000));
    }

    /// <summary>Between commit and reply, commit and delivery, commit and publication: there a process is killed most usefully.</summary>
    private void SometimesKill(Guid writer)
    {
        if (_calm || !_world.Chance(0.01)) return;
        var place = Array.FindIndex(_processes, process => process?.Writer == writer);
        if (place < 0) return;
        End(place);
        _operator.Start(async () =>
        {
            await Task.Delay(_world.Between(100, 20_000), new SimulatedTime(_world, _operator, TimeSpan.Zero), CancellationToken.None);
            Start(place);
        });
    }

    private void End(int place)
    {
        if (_processes[place] is not { } process) return;
        Kills++;
        process.Thread.Kill();
        _processes[place] = null;
    }

    private void Start(int place) => _processes[place] ??= new(_world, _database, _bus, _runs++, _bugs);

    private SimulatedProcess? AnyProcess()
    {
        var ready = _processes.Where(process => process is { IsReady: true }).ToList();
        return ready.Count == 0 ? null : ready[_world.Random.Next(ready.Count)];
    }
}
