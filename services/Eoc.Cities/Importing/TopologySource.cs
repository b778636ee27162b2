using System.Collections.Immutable;
using System.Text.Json;
using Eoc.Cities.Reading;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Importing;

/// <summary>TopoJSON: shapes whose borders are arcs that neighbours share, perhaps as whole numbers, each the step from the one before.</summary>
internal static class TopologySource
{
    /// <param name="file">For the faults.</param>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">Which of its objects; may be empty when there is one.</param>
    /// <param name="faults">What is wrong.</param>
    public static ImmutableArray<SourceRecord> Read(string file, byte[] json, string name, Faults faults)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (Geometries(document.RootElement, name) is { } geometries) return Records(file, geometries, Arcs(document.RootElement), faults);
            faults.Add(file, 1, $"there is no object \"{name}\"; there are {string.Join(", ", Objects(document.RootElement).Select(entry => entry.Name))}");
        }
        catch (JsonException e)
        {
            faults.Add(file, (int)(e.LineNumber ?? 0) + 1, $"is not JSON: {e.Message}");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            faults.Add(file, 1, $"is not TopoJSON: {e.Message}");
        }

        return [];
    }

    private static ImmutableArray<SourceRecord> Records(string file, JsonElement geometries, ImmutableArray<ImmutableArray<GeoPoint>> arcs, Faults faults)
    {
        var (records, number) = (ImmutableArray.CreateBuilder<SourceRecord>(), 0);
        foreach (var geometry in geometries.EnumerateArray())
        {
            number++;
            var values = SourceRecord.Texts(geometry.TryGetProperty("properties", out var properties) ? properties : default);
            var record = new SourceRecord(values, ShapeOf(geometry, arcs), 0, number);
            if (record.Shape is null) record.Fault(file, "its geometry is none, or its arcs are not there", faults);
            else records.Add(record);
        }

        return records.ToImmutable();
    }

    private static JsonProperty[] Objects(JsonElement root) =>
        root.TryGetProperty("objects", out var objects) && objects.ValueKind == JsonValueKind.Object ? [.. objects.EnumerateObject()] : [];

    private static JsonElement? Geometries(JsonElement root, string name)
    {
        var found = Objects(root).Where(entry => name.Length == 0 || entry.Name == name).Select(entry => entry.Value).ToArray();
        return found.Length == 1 && found[0].TryGetProperty("geometries", out var geometries) ? geometries : null;
    }

    private static ImmutableArray<ImmutableArray<GeoPoint>> Arcs(JsonElement root)
    {
        var steps = root.TryGetProperty("transform", out var transform);
        var (scaleX, scaleY, moveX, moveY) = steps ? (Part(transform, "scale", 0), Part(transform, "scale", 1), Part(transform, "translate", 0), Part(transform, "translate", 1)) : (1, 1, 0, 0);
        return [.. root.GetProperty("arcs").EnumerateArray().Select(Arc)];

        ImmutableArray<GeoPoint> Arc(JsonElement arc)
        {
            var (x, y) = (0.0, 0.0);
            var points = ImmutableArray.CreateBuilder<GeoPoint>();
            foreach (var position in arc.EnumerateArray())
            {
                (x, y) = steps ? (x + position[0].GetDouble(), y + position[1].GetDouble()) : (position[0].GetDouble(), position[1].GetDouble());
                points.Add(new(Math.Round(y * scaleY + moveY, 6), Math.Round(x * scaleX + moveX, 6)));
            }

            return points.ToImmutable();
        }
    }

    private static double Part(JsonElement transform, string key, int index) => transform.GetProperty(key)[index].GetDouble();

    private static Shape? ShapeOf(JsonElement geometry, ImmutableArray<ImmutableArray<GeoPoint>> arcs)
    {
        if (!geometry.TryGetProperty("arcs", out var own) || !geometry.TryGetProperty("type", out var type)) return null;
        ImmutableArray<ImmutableArray<GeoPoint>> parts = type.GetString() switch
        {
            "LineString" => [Join(own, arcs)],
            "MultiLineString" or "Polygon" => [.. own.EnumerateArray().Select(part => Join(part, arcs))],
            "MultiPolygon" => [.. own.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()).Select(ring => Join(ring, arcs))],
            _ => [],
        };
        ImmutableArray<int> rings = type.GetString() == "MultiPolygon" ? [.. own.EnumerateArray().Select(polygon => polygon.GetArrayLength())] : [parts.Length];
        return parts.IsEmpty ? null : new(type.GetString()!, parts) { Rings = rings };
    }

    /// <summary>Arcs one after the other; ~i is the arc i backwards. Where one ends the next begins, so that point is taken once.</summary>
    private static ImmutableArray<GeoPoint> Join(JsonElement indices, ImmutableArray<ImmutableArray<GeoPoint>> arcs)
    {
        var points = ImmutableArray.CreateBuilder<GeoPoint>();
        foreach (var index in indices.EnumerateArray().Select(element => element.GetInt32()))
        {
            var arc = index >= 0 ? arcs[index] : [.. arcs[~index].Reverse()];
            points.AddRange(points.Count == 0 ? arc : arc[1..]);
        }

        return points.ToImmutable();
    }
}
