using System.Collections.Immutable;
using System.Globalization;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Reading;

/// <summary>Reads what only the geocoder knows: <c>places.yaml</c> and <c>intersections.csv</c>.</summary>
internal static class PlaceFiles
{
    public const string IntersectionFile = "intersections.csv";
    public const string IntersectionHeader = "first,second,latitude,longitude";

    public static ImmutableArray<NamedPlace> Places(string folder, Box bounds, Faults faults)
    {
        var places = ImmutableArray.CreateBuilder<NamedPlace>();
        foreach (var map in YamlFile.Read(folder, "places.yaml", faults, required: false).List())
        {
            places.Add(new(map.Text("name"), PlaceKind.Named, map.Place("at", bounds)));
            map.Done();
        }

        return places.ToImmutable();
    }

    /// <summary>One intersection to a line, without quotes: street names hold no commas.</summary>
    public static ImmutableArray<Intersection> Intersections(string folder, Box bounds, Faults faults)
    {
        var path = Path.Combine(folder, IntersectionFile);
        if (!File.Exists(path)) return [];
        var (found, number) = (ImmutableArray.CreateBuilder<Intersection>(), 0);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && line != IntersectionHeader) faults.Add(IntersectionFile, 1, $"the first line is {IntersectionHeader}");
            else if (number > 1 && ReadOne(line, number, bounds, faults) is { } intersection) found.Add(intersection);
        }

        return found.ToImmutable();
    }

    private static Intersection? ReadOne(string line, int number, Box bounds, Faults faults)
    {
        var parts = line.Split(',');
        if (parts.Length != 4 || parts[0].Length == 0 || parts[1].Length == 0 || !Read(parts[2], out var latitude) || !Read(parts[3], out var longitude))
        {
            faults.Add(IntersectionFile, number, $"give {IntersectionHeader}");
            return null;
        }

        var at = new GeoPoint(latitude, longitude);
        if (bounds.Fault(at) is not { } fault) return new(parts[0], parts[1], at);
        faults.Add(IntersectionFile, number, fault);
        return null;
    }

    private static bool Read(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
