using System.Collections.Immutable;
using System.Text.Json;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Reading;

/// <summary>A geometry: its kind and its parts, each a list of points; the rings of polygons follow each other.</summary>
/// <param name="Kind">GeoJSON's word.</param>
/// <param name="Parts">A point is one part of one point.</param>
internal sealed record Shape(string Kind, ImmutableArray<ImmutableArray<GeoPoint>> Parts)
{
    private const int LeastOfALine = 2;
    private const int LeastOfARing = 4;

    /// <summary>Of a MultiPolygon, how many of the parts are rings of each polygon.</summary>
    public ImmutableArray<int> Rings { get; init; } = [];

    public IEnumerable<GeoPoint> Points => Parts.SelectMany(part => part);

    public bool IsLine => Kind is "LineString" or "MultiLineString";

    public bool IsArea => Kind is "Polygon" or "MultiPolygon";

    /// <summary>The middle of the box around it: good enough for a label.</summary>
    public GeoPoint Middle
    {
        get
        {
            var points = Points.ToArray();
            return new((points.Min(p => p.Latitude) + points.Max(p => p.Latitude)) / 2, (points.Min(p => p.Longitude) + points.Max(p => p.Longitude)) / 2);
        }
    }

    /// <summary>Reads a geometry; null when it is none.</summary>
    public static Shape? Read(JsonElement geometry)
    {
        if (!geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String) return null;
        if (!geometry.TryGetProperty("coordinates", out var coordinates) || Depth(type.GetString()) is not { } depth) return null;
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<GeoPoint>>();
        if (!Gather(coordinates, depth, parts) || parts.Count == 0) return null;
        ImmutableArray<int> rings = type.GetString() == "MultiPolygon" ? [.. coordinates.EnumerateArray().Select(polygon => polygon.GetArrayLength())] : [];
        var shape = new Shape(type.GetString()!, parts.ToImmutable()) { Rings = rings };
        return shape.IsWhole() ? shape : null;
    }

    /// <summary>How many arrays lie around the list of points; -1: it is one point.</summary>
    private static int? Depth(string? kind) => kind switch
    {
        "Point" => -1,
        "MultiPoint" or "LineString" => 0,
        "MultiLineString" or "Polygon" => 1,
        "MultiPolygon" => 2,
        _ => null,
    };

    private static bool Gather(JsonElement value, int depth, ImmutableArray<ImmutableArray<GeoPoint>>.Builder parts)
    {
        if (value.ValueKind != JsonValueKind.Array) return false;
        if (depth > 0) return value.EnumerateArray().All(inner => Gather(inner, depth - 1, parts));
        var points = depth < 0 ? [Position(value)] : value.EnumerateArray().Select(Position).ToArray();
        if (points.Length == 0 || points.Any(point => point is null)) return false;
        parts.Add([.. points.OfType<GeoPoint>()]);
        return true;
    }

    private static GeoPoint? Position(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2) return null;
        if (value[0].ValueKind != JsonValueKind.Number || value[1].ValueKind != JsonValueKind.Number) return null;
        return new(value[1].GetDouble(), value[0].GetDouble());
    }

    private bool IsWhole() => Kind switch
    {
        _ when IsLine => Parts.All(part => part.Length >= LeastOfALine),
        _ when IsArea => Parts.All(ring => ring.Length >= LeastOfARing && ring[0] == ring[^1]),
        _ => true,
    };
}
