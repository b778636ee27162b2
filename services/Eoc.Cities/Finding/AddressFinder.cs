using System.Collections.Immutable;
using System.Globalization;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Finding;

/// <summary>Finds house numbers: on the grid, and along other streets, of the street layer or between surveyed intersections.</summary>
internal sealed class AddressFinder
{
    private const int MostNumber = 99_999;

    /// <summary>A street may be drawn a block short of its end.</summary>
    private const int Block = 100;

    private readonly Grid? _grid;
    private readonly Box _bounds;
    private readonly ImmutableArray<GridStreet> _streets;
    private readonly StreetIndex _index;
    private readonly ImmutableArray<NumberedWay> _ways;
    private readonly StreetIndex _wayIndex;

    public AddressFinder(Pack pack)
    {
        _grid = pack.Grid;
        _bounds = new(pack.City.Bounds.SouthWest.Latitude, pack.City.Bounds.SouthWest.Longitude, pack.City.Bounds.NorthEast.Latitude, pack.City.Bounds.NorthEast.Longitude);
        _streets = [.. _grid?.Wire.Streets ?? []];
        var names = _streets.SelectMany((street, i) => street.Aliases.Prepend(street.Name).Select(name => (name, i))).ToImmutableArray();
        _index = new([.. names.Select(entry => entry.name)], [.. names.Select(entry => entry.i)]);
        var straight = names.Select(entry => NumberedWay.KeyOf(entry.name)).ToHashSet(StringComparer.Ordinal);
        _ways = _grid is null ? [] : [.. NumberedWay.Of(pack, _grid).Where(way => !straight.Contains(NumberedWay.KeyOf(way.Name)))];
        _wayIndex = new([.. _ways.Select(way => way.Name)]);
    }

    /// <summary>Whether this is a house number with something of a street after it; what it finds goes to the ranking.</summary>
    public bool Find(ImmutableArray<string> words, Ranking ranking)
    {
        if (_grid is null || words.Length < 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MostNumber) return false;
        var rest = words[1..];
        var direction = StreetText.Direct(rest).Direction;
        foreach (var (street, score) in _index.Find(rest)) OnGrid(number, direction, _streets[street], score, ranking);
        foreach (var (way, score) in _wayIndex.Find(rest)) Along(number, direction, _ways[way], score, ranking);
        if (_grid.Numbered is { } numbered && Numbered(StreetText.Direct(rest).Words) is { } ordinal && !HasName(numbered.Side, ordinal * numbered.Step))
            OnGrid(number, direction, new() { Name = $"{Ordinal(ordinal)} {numbered.Suffix}", Side = numbered.Side, Number = ordinal * numbered.Step }, 0, ranking);
        return true;
    }

    private void OnGrid(int number, char direction, GridStreet street, int score, Ranking ranking)
    {
        var across = street.Side is GridDirection.North or GridDirection.South;
        foreach (var way in across ? "EW" : "NS")
        {
            if (direction != '\0' && way != direction) continue;
            var (along, off) = (way is 'E' or 'N' ? number : -number, street.Side is GridDirection.East or GridDirection.North ? street.Number : -street.Number);
            if (!Ends(street, along)) Offer(number, way, street.Name, across ? _grid!.At(along, off) : _grid!.At(off, along), score, ranking);
        }
    }

    /// <summary>Whether a street is known to end before this number: what is beyond may be a lake.</summary>
    private static bool Ends(GridStreet street, int along) => street.Lowest < street.Highest && (along < street.Lowest - Block || along > street.Highest + Block);

    private void Along(int number, char direction, NumberedWay way, int score, Ranking ranking)
    {
        foreach (var toward in way.Direction == '\0' ? "NESW" : way.Direction.ToString())
        {
            if (direction != '\0' && toward != direction) continue;
            foreach (var at in way.At(number, toward)) Offer(number, toward, way.Name, at, score, ranking);
        }
    }

    private void Offer(int number, char way, string street, GeoPoint at, int score, Ranking ranking)
    {
        if (!_bounds.Holds(at)) return;
        ranking.Offer(score, at, () => new()
        {
            Label = string.Create(CultureInfo.InvariantCulture, $"{number} {way} {street}"), Kind = PlaceKind.Address, At = at.ToWire(), Estimated = true,
        });
    }

    /// <summary><c>63</c>, <c>63r</c>, <c>63rd</c>, <c>63rd st</c>: the number of a numbered street.</summary>
    private static int? Numbered(ImmutableArray<string> words)
    {
        var digits = words[0].TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 3 || words.Length > 2) return null;
        var ordinal = int.Parse(words[0].AsSpan(0, digits), CultureInfo.InvariantCulture);
        return Ordinal(ordinal).StartsWith(words[0], StringComparison.OrdinalIgnoreCase) ? ordinal : null;
    }

    private bool HasName(GridDirection side, int number) => _streets.Any(street => street.Side == side && street.Number == number);

    private static string Ordinal(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}{(number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}");
}
