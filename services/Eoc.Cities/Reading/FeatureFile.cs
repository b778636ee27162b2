using System.Collections.Immutable;
using System.Text.Json;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Reading;

/// <summary>A GeoJSON FeatureCollection (RFC 7946: longitude before latitude), each feature with the line it begins on.</summary>
internal static class FeatureFile
{
    /// <summary>The features; what cannot be read is a fault and left out.</summary>
    public static ImmutableArray<Feature> Read(string file, ReadOnlySpan<byte> json, Box bounds, Faults faults)
    {
        var lines = new LineCount(json);
        try
        {
            var features = Features(json, lines);
            if (features is null) faults.Add(file, 1, "give a GeoJSON FeatureCollection: {\"type\": \"FeatureCollection\", \"features\": […]}");
            return [.. (features ?? []).Select(feature => Shaped(file, feature, bounds, faults)).OfType<Feature>()];
        }
        catch (JsonException e)
        {
            faults.Add(file, (int)(e.LineNumber ?? 0) + 1, $"is not JSON: {e.Message}");
            return [];
        }
    }

    private static List<(JsonElement Element, int Line)>? Features(ReadOnlySpan<byte> json, LineCount lines)
    {
        List<(JsonElement, int)>? found = null;
        var isCollection = false;
        var reader = new Utf8JsonReader(WithoutMark(json));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "features" && reader.TokenType == JsonTokenType.StartArray) found = Elements(json, ref reader, lines);
            else if (name == "type") isCollection = JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.String } type && type.GetString() == "FeatureCollection";
            else reader.Skip();
        }

        while (reader.Read())
        {
        }

        return isCollection ? found : null;
    }

    private static List<(JsonElement Element, int Line)> Elements(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, LineCount lines)
    {
        var elements = new List<(JsonElement, int)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var line = lines.At(json, (int)reader.TokenStartIndex);
            elements.Add((JsonElement.ParseValue(ref reader), line));
        }

        return elements;
    }

    private static Feature? Shaped(string file, (JsonElement Element, int Line) feature, Box bounds, Faults faults)
    {
        var (element, line) = feature;
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
        {
            faults.Add(file, line, "give a feature with a geometry");
            return null;
        }

        if (Shape.Read(geometry) is not { } shape)
        {
            faults.Add(file, line, "the geometry is not RFC 7946: a type with coordinates [longitude, latitude] to its depth");
            return null;
        }

        if (shape.Points.Select(bounds.Fault).OfType<string>().FirstOrDefault() is { } fault) faults.Add(file, line, fault);
        var properties = element.TryGetProperty("properties", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        return new(shape, properties, line);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;

    /// <summary>Counts line breaks forward only, so that a large file is read once.</summary>
    private sealed class LineCount(ReadOnlySpan<byte> json)
    {
        private readonly int _mark = json.StartsWith("\uFEFF"u8) ? 3 : 0;
        private int _seen;
        private int _line = 1;

        public int At(ReadOnlySpan<byte> json, int index)
        {
            var end = index + _mark;
            _line += json[_seen..end].Count((byte)'\n');
            _seen = end;
            return _line;
        }
    }
}

/// <summary>One feature.</summary>
/// <param name="Shape">Where it is.</param>
/// <param name="Properties">What it is; undefined when it says nothing.</param>
/// <param name="Line">Where it stands in its file, from 1.</param>
internal sealed record Feature(Shape Shape, JsonElement Properties, int Line)
{
    /// <summary>A property as text, whole numbers included; empty when it is not there.</summary>
    public string Text(string key)
    {
        if (Properties.ValueKind != JsonValueKind.Object || !Properties.TryGetProperty(key, out var value)) return string.Empty;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => string.Empty,
        };
    }

    /// <summary>A property as a number; null when it is not there or none.</summary>
    public double? Number(string key) =>
        Properties.ValueKind == JsonValueKind.Object && Properties.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}
