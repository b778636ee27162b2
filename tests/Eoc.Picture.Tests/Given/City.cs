using System.Globalization;
using Eoc.Contracts.Ids;

namespace Eoc.Picture.Tests.Given;

/// <summary>A city of units on the move: a fixed seed, streets of a grid, some parked, none faster than 25 m/s.</summary>
internal sealed class City
{
    private readonly Random _random = new(42);
    private readonly string[] _units;
    private readonly (double Latitude, double Longitude)[] _places;
    private readonly (double Latitude, double Longitude)[] _steps;

    public City(World world, int units)
    {
        var script = new Script();
        _units = [.. Enumerable.Range(0, units).Select(unit => $"cfd/u{unit.ToString(CultureInfo.InvariantCulture)}")];
        _places = [.. _units.Select(_ => (41.65 + _random.NextDouble() * 0.37, -87.9 + _random.NextDouble() * 0.35))];
        _steps = [.. _units.Select(_ => Step())];
        foreach (var unit in _units) world.Apply(script.Enrol(UnitId.Parse(unit)));
    }

    public IReadOnlyList<string> Units => _units;

    public (double Latitude, double Longitude) PlaceOf(int unit) => _places[unit];

    /// <summary>A second passes for the first so many units.</summary>
    public void Drive(World world, int moving)
    {
        for (var unit = 0; unit < moving; unit++)
        {
            var (latitude, longitude) = _places[unit];
            _places[unit] = (latitude + _steps[unit].Latitude, longitude + _steps[unit].Longitude);
            world.Position(_units[unit], _places[unit].Latitude, _places[unit].Longitude);
        }
    }

    // Metres a second over metres a degree, along one of the two axes as streets go, with a little of the other.
    private (double, double) Step()
    {
        var (along, across) = ((_random.NextDouble() * 50 - 25) / 111_000, (_random.NextDouble() * 2 - 1) / 111_000);
        return _random.Next(2) == 0 ? (along, across) : (across, along);
    }
}
