using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Reading;

/// <summary>What <c>city.yaml</c> says besides what it tells everybody.</summary>
/// <param name="Bounds">The box that everything lies in.</param>
/// <param name="Grid">The address grid, or null.</param>
/// <param name="Layers">The layers, lowest first, each with the line that names it.</param>
internal sealed record CityFile(Box Bounds, Grid? Grid, ImmutableArray<LayerEntry> Layers)
{
    public const string Name = "city.yaml";

    public static CityFile Read(string folder, GetCityResponse city, Faults faults)
    {
        if (YamlFile.Read(folder, Name, faults, required: true).Map() is not { } map) return new(Box.World, null, []);
        city.Title = map.Text("title");
        city.Illustrative = map.Flag("illustrative");
        city.Notice = city.Illustrative ? map.Text("notice") : map.OptionalText("notice");
        city.TimeZone = map.Text("timeZone");
        if (city.TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(city.TimeZone, out _)) map.Fault("timeZone", "give an IANA time zone such as Europe/Berlin");
        var bounds = ReadBounds(map);
        city.Bounds = bounds.ToWire();
        city.Centre = map.Place("centre", bounds).ToWire();
        var grid = map.Map("addressGrid") is { } gridMap ? GridReader.Read(gridMap, bounds) : null;
        city.AddressGrid = grid?.Wire;
        ImmutableArray<LayerEntry> layers = [.. map.Maps("layers").Select(LayerEntry.Read)];
        map.Done();
        return new(bounds, grid, layers);
    }

    private static Box ReadBounds(YamlMap city)
    {
        if (city.Map("bounds") is not { } map)
        {
            city.Fault("bounds", "give {south: …, west: …, north: …, east: …}, degrees");
            return Box.World;
        }

        var box = new Box(map.Number("south", -90, 90), map.Number("west", -180, 180), map.Number("north", -90, 90), map.Number("east", -180, 180));
        map.Done();
        if (box.South < box.North && box.West < box.East) return box;
        city.Fault("bounds", "south lies below north and west below east");
        return Box.World;
    }
}

/// <summary>A layer as <c>city.yaml</c> names it.</summary>
internal sealed record LayerEntry(string Name, string Title, int Line)
{
    public static LayerEntry Read(YamlMap map)
    {
        var entry = new LayerEntry(map.Slug("name"), map.Text("title"), map.Line);
        map.Done();
        return entry;
    }
}
