using Eoc.Simulation.Carrying;
using Eoc.Simulation.Running;
using Eoc.Simulation.Storing;

namespace Eoc.Simulation.Working;

/// <summary>The places where processes run. A place is empty from a kill to the next start, which is another run with another name.</summary>
internal sealed class Centre
{
    private readonly World _world;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedBus _bus;
    private readonly Bugs _bugs;
    private readonly SimulatedProcess?[] _places = new SimulatedProcess?[3];
    private int _runs;

    public Centre(World world, SimulatedDatabase database, SimulatedBus bus, Bugs bugs)
    {
        (_world, _database, _bus, _bugs) = (world, database, bus, bugs);
        StartAll();
    }

    public int Kills { get; private set; }

    public IReadOnlyList<SimulatedProcess> Processes => [.. _places.OfType<SimulatedProcess>()];

    public int AnyPlace() => _world.Random.Next(_places.Length);

    public int PlaceOf(Guid writer) => Array.FindIndex(_places, process => process?.Writer == writer);

    public SimulatedProcess? AnyReady()
    {
        var ready = Array.FindAll(_places, process => process is { IsReady: true });
        return ready.Length == 0 ? null : ready[_world.Random.Next(ready.Length)];
    }

    public void Start(int place) => _places[place] ??= new(_world, _database, _bus, _runs++, _bugs);

    public void End(int place)
    {
        if (_places[place] is not { } process) return;
        Kills++;
        process.Thread.Kill();
        _places[place] = null;
    }

    public void StartAll()
    {
        for (var place = 0; place < _places.Length; place++) Start(place);
    }

    public void EndAll()
    {
        for (var place = 0; place < _places.Length; place++) End(place);
    }
}
