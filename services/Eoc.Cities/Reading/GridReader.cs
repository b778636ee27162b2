using System.Collections.Immutable;
using System.Globalization;
using Eoc.Cities.Packs;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Reading;

/// <summary>Reads the address grid of <c>city.yaml</c>.</summary>
internal static class GridReader
{
    private const int MostNumber = 100_000;

    public static Grid Read(YamlMap map, Box bounds)
    {
        var wire = new AddressGrid
        {
            Origin = map.Place("origin", bounds).ToWire(), NumbersPerMile = map.Number("numbersPerMile", 1, MostNumber), NorthBearing = map.Number("northBearing", -45, 45, absent: 0),
        };
        wire.Scales.Add(map.Maps("scales").Select(ReadScale));
        var numbered = map.Map("numberedStreets") is { } numberedMap ? ReadNumbered(numberedMap) : null;
        wire.Streets.Add(map.Maps("streets").Select(ReadStreet).OrderBy(street => street.Name, StringComparer.Ordinal));
        map.Done();
        return new(wire, numbered);
    }

    /// <summary>Says of each street of the grid between which numbers it runs, where the street layer has it.</summary>
    public static void Extend(Grid grid, ImmutableArray<Street> drawn)
    {
        grid.Wire.Streets.Add(DrawnNumbered(grid, drawn));
        var points = drawn.ToLookup(street => street.Name, street => street.Lines.SelectMany(line => line), StringComparer.Ordinal);
        foreach (var street in grid.Wire.Streets)
        {
            var numbers = points[street.Name].SelectMany(line => line).Select(grid.NumbersAt).Select(at => street.Side is GridDirection.East or GridDirection.West ? at.North : at.East).ToArray();
            if (numbers.Length > 0) (street.Lowest, street.Highest) = ((int)Math.Round(numbers.Min()), (int)Math.Round(numbers.Max()));
        }
    }

    /// <summary>Streets of the layer that have a number for a name need not be listed.</summary>
    private static GridStreet[] DrawnNumbered(Grid grid, ImmutableArray<Street> drawn)
    {
        if (grid.Numbered is not { } numbered) return [];
        var listed = grid.Wire.Streets.Select(street => street.Name).ToHashSet(StringComparer.Ordinal);
        return drawn.Select(street => street.Name).Distinct(StringComparer.Ordinal).Where(name => !listed.Contains(name) && name.EndsWith($" {numbered.Suffix}", StringComparison.Ordinal))
            .Select(name => (Name: name, Ordinal: Ordinal(name))).Where(street => street.Ordinal > 0)
            .OrderBy(street => street.Ordinal).Select(street => new GridStreet { Name = street.Name, Side = numbered.Side, Number = street.Ordinal * numbered.Step }).ToArray();
    }

    private static int Ordinal(string name) => int.TryParse(name.AsSpan(0, name.TakeWhile(char.IsAsciiDigit).Count()), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static GridScale ReadScale(YamlMap map)
    {
        var scale = new GridScale { Direction = map.Choice("direction", Words.Directions) };
        foreach (var markMap in map.Maps("marks"))
        {
            var mark = new GridMark { Number = markMap.Whole("number", 1, MostNumber), Miles = markMap.Number("miles", 0, 1000) };
            markMap.Done();
            if (scale.Marks.LastOrDefault() is { } last && (mark.Number <= last.Number || mark.Miles <= last.Miles)) map.Fault("marks", "give them in rising order");
            scale.Marks.Add(mark);
        }

        map.Done();
        return scale;
    }

    private static NumberedStreets ReadNumbered(YamlMap map)
    {
        var numbered = new NumberedStreets(map.Choice("side", Words.Directions), map.Whole("step", 1, MostNumber), map.Text("suffix"));
        map.Done();
        return numbered;
    }

    private static GridStreet ReadStreet(YamlMap map)
    {
        var street = new GridStreet { Name = map.Text("name"), Side = map.Choice("side", Words.Directions), Number = map.Whole("number", 0, MostNumber) };
        street.Aliases.Add(map.Texts("aliases"));
        map.Done();
        return street;
    }
}
