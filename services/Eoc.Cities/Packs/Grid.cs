using System.Collections.Frozen;
using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Packs;

/// <summary>
/// House numbers that say where a house is. A place has two numbers, counted from the origin: east of it and north of it, negative to the west and
/// to the south.
/// </summary>
internal sealed class Grid
{
    private readonly Plane _plane;
    private readonly double _numbersPerMile;
    private readonly FrozenDictionary<GridDirection, ImmutableArray<GridMark>> _scales;

    /// <param name="wire">As it is told.</param>
    /// <param name="numbered">How streets that have a number for a name lie, or null.</param>
    public Grid(AddressGrid wire, NumberedStreets? numbered)
    {
        (Wire, Numbered, _numbersPerMile) = (wire, numbered, wire.NumbersPerMile);
        _plane = new(new(wire.Origin.Latitude, wire.Origin.Longitude), wire.NorthBearing);
        _scales = wire.Scales.ToFrozenDictionary(scale => scale.Direction, scale => scale.Marks.ToImmutableArray());
    }

    public AddressGrid Wire { get; }

    public NumberedStreets? Numbered { get; }

    /// <summary>Where a place with these two numbers lies.</summary>
    public GeoPoint At(double east, double north) => _plane.Point(
        Metres(east, GridDirection.East, GridDirection.West), Metres(north, GridDirection.North, GridDirection.South));

    /// <summary>The two numbers of a place.</summary>
    public (double East, double North) NumbersAt(GeoPoint point)
    {
        var (east, north) = _plane.Metres(point);
        return (Number(east, GridDirection.East, GridDirection.West), Number(north, GridDirection.North, GridDirection.South));
    }

    private double Metres(double number, GridDirection positive, GridDirection negative) =>
        number >= 0 ? Miles(number, positive) * Plane.MetresPerMile : -Miles(-number, negative) * Plane.MetresPerMile;

    private double Miles(double number, GridDirection direction)
    {
        var (fromNumber, fromMiles) = (0.0, 0.0);
        foreach (var mark in Marks(direction))
        {
            if (number < mark.Number) return fromMiles + (number - fromNumber) / (mark.Number - fromNumber) * (mark.Miles - fromMiles);
            (fromNumber, fromMiles) = (mark.Number, mark.Miles);
        }

        return fromMiles + (number - fromNumber) / _numbersPerMile;
    }

    private double Number(double metres, GridDirection positive, GridDirection negative) =>
        metres >= 0 ? NumberAfter(metres / Plane.MetresPerMile, positive) : -NumberAfter(-metres / Plane.MetresPerMile, negative);

    private double NumberAfter(double miles, GridDirection direction)
    {
        var (fromNumber, fromMiles) = (0.0, 0.0);
        foreach (var mark in Marks(direction))
        {
            if (miles < mark.Miles) return fromNumber + (miles - fromMiles) / (mark.Miles - fromMiles) * (mark.Number - fromNumber);
            (fromNumber, fromMiles) = (mark.Number, mark.Miles);
        }

        return fromNumber + (miles - fromMiles) * _numbersPerMile;
    }

    private ImmutableArray<GridMark> Marks(GridDirection direction) => _scales.GetValueOrDefault(direction, []);
}

/// <summary>Streets that have a number for a name, such as 63rd Street.</summary>
/// <param name="Side">On which side of the origin they lie.</param>
/// <param name="Step">What one street is in house numbers.</param>
/// <param name="Suffix">What follows the number, such as <c>Street</c>.</param>
internal sealed record NumberedStreets(GridDirection Side, int Step, string Suffix);
