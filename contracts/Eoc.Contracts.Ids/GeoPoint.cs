using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Eoc.Contracts.Ids;

/// <summary>A place on the earth, WGS 84, in degrees, latitude before longitude.</summary>
[GenerateSerializer, Immutable, Alias("eoc.geo-point")]
public readonly record struct GeoPoint([property: Id(0)] double Latitude, [property: Id(1)] double Longitude) : IParsable<GeoPoint>
{
    /// <summary>Finite, latitude within ±90, longitude within ±180, and not exactly 0,0 (what broken receivers report).</summary>
    public bool IsPlausible =>
        double.IsFinite(Latitude) && double.IsFinite(Longitude) && Math.Abs(Latitude) <= 90 && Math.Abs(Longitude) <= 180
        && (Latitude != 0 || Longitude != 0);

    /// <inheritdoc />
    public static GeoPoint Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var point) ? point : throw new FormatException($"\"{s}\" is no GeoPoint: latitude,longitude.");

    /// <summary>Reads <c>latitude,longitude</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GeoPoint result)
    {
        result = default;
        var parts = (s ?? string.Empty).Split(',');
        if (parts.Length != 2 || !Read(parts[0], out var latitude) || !Read(parts[1], out var longitude)) return false;
        result = new(latitude, longitude);
        return result.IsPlausible;
    }

    /// <summary><c>latitude,longitude</c> with as many digits as the numbers hold.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:R},{Longitude:R}");

    private static bool Read(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
