using Eoc.Simulation.Carrying;
using Eoc.Simulation.Checking;
using Eoc.Simulation.Commanding;
using Eoc.Simulation.Drilling;
using Eoc.Simulation.Failing;
using Eoc.Simulation.Measuring;
using Eoc.Simulation.Running;
using Eoc.Simulation.Storing;
using Eoc.Simulation.Working;

namespace Eoc.Simulation;

/// <summary>One shift of a centre, from one integer: people command, faults happen, everything heals, and the invariants must hold.</summary>
internal sealed class Shift : IDisposable
{
    /// <summary>How many shifts have a drill beside them.</summary>
    private const double Drills = 0.4;

    private readonly World _world;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedBus _bus;
    private readonly Centre _centre;
    private readonly MeasuringMachine _measuring;
    private readonly Line _line;
    private readonly Dispatchers _dispatchers;
    private readonly Line? _drillLine;
    private readonly Planner? _planner;
    private readonly Faults _faults;

    public Shift(int seed, Bugs bugs = Bugs.None)
    {
        _world = new(seed);
        _database = new(_world, bugs);
        if (_world.Chance(Drills)) _database.OpenDrill();
        _bus = new(_world);
        _measuring = new(_world, _database, bugs);
        _bus.Queue = new(_world, _measuring);
        _centre = new(_world, _database, _bus, bugs);
        _line = new(_world, _centre.AnyReady);
        _dispatchers = new(_world, new(_world), _line);
        _drillLine = _database.Drill is null ? null : new(_world, _centre.AnyReady);
        _planner = _drillLine is null ? null : new(_world, _drillLine);
        _faults = new(_world, _database, _bus, _centre, _measuring);
    }

    public string Summary => FormattableString.Invariant(
        $"{_line.Answers.Count} answers to {_line.Asked} requests{DrillSummary}, {_database.Disk.Streams.Values.Sum(s => s.Count)} entries, {_faults}; {_centre.Kills} processes killed, {_database.Saved} commits survived unacknowledged, {_database.Torn} were torn, {_bus.Lost} messages lost, {_bus.Doubled} doubled, {_bus.Queue!.GivenUp} given up");

    private string DrillSummary => _drillLine is null ? "" : FormattableString.Invariant($" (and {_drillLine.Answers.Count} to {_drillLine.Asked} in a drill)");

    /// <summary>What happened, without the ids that are random by design.</summary>
    public string Trace => string.Join('\n', _database.Disk.Streams.SelectMany(stream => stream.Value)
        .Select(entry => FormattableString.Invariant($"{entry.Header.Stream} {entry.Header.Version} {entry.Header.Type} {entry.Header.Actor} {entry.Header.RecordedAt.Ticks}")));

    /// <summary>Plays it.</summary>
    /// <returns>The simulated time it took, and what did not hold.</returns>
    public (TimeSpan Time, IReadOnlyList<string> Violations) Play(TimeSpan duration)
    {
        _world.Run(duration);
        _dispatchers.GoHome();
        _planner?.GoHome();
        _line.IsCalm = true;
        if (_drillLine is not null) _drillLine.IsCalm = true;
        _faults.Heal();
        _world.Run(TimeSpan.FromSeconds(5));
        var quiet = Settle();
        var record = new Aftermath(_database, _line.Answers, _world.Now);
        IReadOnlyList<string> violations =
            [.. Invariants.Of(record, _centre.Processes), .. Measured.AsTheJournalSays(record, _measuring.Responses()), .. OfTheDrill()];
        return (_world.Now - World.Begin, quiet ? violations : [.. violations, "I4: what streams owe each other was still not delivered two minutes after healing"]);
    }

    private IEnumerable<string> OfTheDrill() => _database.Drill?.Read(tables => tables) is not { } disk ? []
        : [.. Drilled.InOrder(disk, _drillLine!.Answers), .. Invariants.TheRecordIsComplete(disk)];

    public void Dispose() => _measuring.Dispose();

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
}
