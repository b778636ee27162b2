using System.Collections.Immutable;
using System.Text.Json;
using Eoc.Cities.Packs;
using Eoc.Cities.Reading;

namespace Eoc.Cities.Importing;

/// <summary>A row or a feature of a city's own file.</summary>
/// <param name="Values">Columns or properties, as text.</param>
/// <param name="Shape">A feature's geometry; null of a row.</param>
/// <param name="Line">Where it begins, from 1; 0 in a TopoJSON file, which is one line.</param>
/// <param name="Number">Which one it is in its file, from 1.</param>
internal sealed record SourceRecord(IReadOnlyDictionary<string, string> Values, Shape? Shape, int Line, int Number)
{
    /// <summary>All records of a file, by its ending: csv, geojson, json or topojson.</summary>
    public static ImmutableArray<SourceRecord> ReadAll(string path, string topologyObject, Faults faults)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            faults.Add(file, 0, "is missing");
            return [];
        }

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => CsvSource.Read(file, File.ReadAllText(path), faults),
            ".topojson" => TopologySource.Read(file, File.ReadAllBytes(path), topologyObject, faults),
            ".geojson" or ".json" => Features(file, File.ReadAllBytes(path), faults),
            _ => Unknown(file, faults),
        };
    }

    /// <summary>What is wrong with this one.</summary>
    public void Fault(string file, string what, Faults faults) => faults.Add(file, Line, Line == 0 ? FormattableString.Invariant($"feature {Number}: {what}") : what);

    /// <summary>An object's members as text.</summary>
    public static Dictionary<string, string> Texts(JsonElement properties)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (properties.ValueKind != JsonValueKind.Object) return texts;
        foreach (var property in properties.EnumerateObject()) texts[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        return texts;
    }

    private static ImmutableArray<SourceRecord> Features(string file, byte[] json, Faults faults) =>
        [.. FeatureFile.Read(file, json, Box.World, faults).Select((feature, index) => new SourceRecord(Texts(feature.Properties), feature.Shape, feature.Line, index + 1))];

    private static ImmutableArray<SourceRecord> Unknown(string file, Faults faults)
    {
        faults.Add(file, 0, "give a .csv, .geojson, .json or .topojson file");
        return [];
    }
}
