using System.Collections.Immutable;
using Eoc.Cities.Packs;

namespace Eoc.Cities.Reading;

/// <summary>Reads the layer <c>streets</c>: each a line with a name and a class, perhaps a speed in kilometres an hour.</summary>
internal static class StreetReader
{
    private const double FastestStreet = 200;

    public static ImmutableArray<Street> Read(string file, ImmutableArray<Feature> features, Faults faults)
    {
        ImmutableArray<Street> streets = [.. features.Select(feature => ReadOne(file, feature, faults)).OfType<Street>()];
        foreach (var street in StreetIslands.Of(streets)) faults.Add(file, street.Line, $"{street.Name} meets no street of the others: streets meet where they share a point");
        return streets;
    }

    private static Street? ReadOne(string file, Feature feature, Faults faults)
    {
        var (name, kind, speed) = (feature.Text("name"), feature.Text("class"), feature.Number("speed"));
        if (name.Length == 0) faults.Add(file, feature.Line, "give a street a name");
        if (!Words.Streets.TryGetValue(kind, out var usual)) faults.Add(file, feature.Line, $"class \"{kind}\" is not one of {string.Join(", ", Words.Streets.Keys)}");
        if (speed is <= 0 or > FastestStreet) faults.Add(file, feature.Line, "give a speed in kilometres an hour, at most 200");
        if (feature.Shape.IsLine) return new(name, kind, speed ?? usual, feature.Shape.Parts, feature.Line);
        faults.Add(file, feature.Line, "a street is a LineString or a MultiLineString");
        return null;
    }
}
