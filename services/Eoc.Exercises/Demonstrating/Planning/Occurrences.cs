using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>Where something happens: what to ask the city's geocoder, near which place from which units go out.</summary>
internal readonly record struct PlaceWish(string Query, GeoPoint Near, GroundUnit From);

/// <summary>Draws what happens next, where and when.</summary>
internal sealed class Occurrences(Ground ground, Chance chance)
{
    private const double MetresPerMile = 1609.344;
    private const double SpreadMetres = 1_600;

    /// <summary>When the next one comes.</summary>
    public DateTimeOffset After(DateTimeOffset time, int number) =>
        time + Rhythm.Gap(TimeZoneInfo.ConvertTime(time, ground.Zone), ground.Units.Length, chance.Of("gap", Text(number)));

    /// <summary>Where: round the places from which units go out, for those stand where people live.</summary>
    /// <param name="number">Of the occurrence.</param>
    /// <param name="attempt">How often a place was looked for before; each time it is another.</param>
    public PlaceWish PlaceOf(int number, int attempt = 0)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"{number} {attempt}");
        var from = chance.Pick(ground.Units, "anchor", about);
        var near = new GeoPoint(
            from.Home.Latitude + Spread("north", about) / 111_320,
            from.Home.Longitude + Spread("east", about) / (111_320 * Math.Cos(from.Home.Latitude * Math.PI / 180)));
        return new(ground.Grid is { } grid ? Address(grid, near, about) : string.Empty, near, from);
    }

    /// <summary>The case, now that it is known where.</summary>
    public Case Make(int number, DateTimeOffset at, string place, GeoPoint position)
    {
        var kind = Kinds.Draw(chance.Of("kind", Text(number)));
        var priority = chance.Pick(kind.Priorities, "priority", Text(number));
        var left = !kind.Restricted && chance.Of("newcomer", Text(number)) < (priority == 1 ? 0.1 : 0.3);
        var id = DerivedId.From(RealmId.Demo.Value, Text(chance.Seed), Text(number), "incident");
        return new(id, kind, priority, place, position, at, left, chance);
    }

    private double Spread(string way, string about) => (chance.Of(way, about) * 2 - 1) * SpreadMetres;

    /// <summary>A house number on the grid street nearest to a point, such as <c>6312 S Ashland</c>.</summary>
    private string Address(AddressGrid grid, GeoPoint near, string about)
    {
        var north = (near.Latitude - grid.Origin.Latitude) * 111_320 / MetresPerMile * grid.NumbersPerMile;
        var east = (near.Longitude - grid.Origin.Longitude) * 111_320 * Math.Cos(near.Latitude * Math.PI / 180) / MetresPerMile * grid.NumbersPerMile;
        var runsNorth = chance.Of("runs", about) < 0.5;
        var (across, along) = runsNorth ? (east, north) : (north, east);
        var streets = grid.Streets.Where(street => RunsNorth(street) == runsNorth).OrderBy(street => Math.Abs(Signed(street) - across)).ToList();
        // Nobody lives beyond the end of a street: there is a lake, or another town.
        var street = streets.FirstOrDefault(street => street.Lowest <= along && along <= street.Highest) ?? streets.FirstOrDefault(street => street.Lowest == street.Highest);
        if (street is null) return string.Empty;
        var side = runsNorth ? along >= 0 ? "N" : "S" : along >= 0 ? "E" : "W";
        return string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Abs(along)} {side} {street.Name}");
    }

    private static bool RunsNorth(GridStreet street) => street.Side is GridDirection.East or GridDirection.West;

    private static double Signed(GridStreet street) => street.Side is GridDirection.North or GridDirection.East ? street.Number : -street.Number;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
