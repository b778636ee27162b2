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
