using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Eoc.Cities.Reading;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Importing;

/// <summary>Writes GeoJSON that people can read: a FeatureCollection with one feature to a line.</summary>
internal static class GeoJsonText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<(Shape Shape, Dictionary<string, string> Properties)> features) =>
        "{\"type\": \"FeatureCollection\", \"features\": [\n" + string.Join(",\n", features.Select(feature => Feature(feature.Shape, feature.Properties))) + "\n]}\n";

    private static string Feature(Shape shape, Dictionary<string, string> properties) =>
        $"{{\"type\": \"Feature\", \"properties\": {JsonSerializer.Serialize(properties, Readable)}, \"geometry\": {{\"type\": \"{shape.Kind}\", \"coordinates\": {Coordinates(shape)}}}}}";

    private static string Coordinates(Shape shape) => shape.Kind switch
    {
        "Point" => Position(shape.Parts[0][0]),
        "MultiPoint" or "LineString" => Line(shape.Parts[0]),
        "MultiPolygon" => Polygons(shape),
        _ => Lines(shape.Parts),
    };

    private static string Polygons(Shape shape)
    {
        var (text, at) = (new StringBuilder("["), 0);
        foreach (var rings in shape.Rings)
        {
            if (at > 0) text.Append(", ");
            text.Append(Lines(shape.Parts.AsSpan(at, rings).ToArray()));
            at += rings;
        }

        return text.Append(']').ToString();
    }

    private static string Lines(IEnumerable<ImmutableArray<GeoPoint>> lines) => $"[{string.Join(", ", lines.Select(Line))}]";

    private static string Line(ImmutableArray<GeoPoint> points) => $"[{string.Join(", ", points.Select(Position))}]";

    private static string Position(GeoPoint point) => string.Create(CultureInfo.InvariantCulture, $"[{Math.Round(point.Longitude, 6)}, {Math.Round(point.Latitude, 6)}]");
}
