using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Packs;

/// <summary>The bounds of a city, degrees.</summary>
internal readonly record struct Box(double South, double West, double North, double East)
{
    /// <summary>Everywhere.</summary>
    public static readonly Box World = new(-90, -180, 90, 180);

    public bool Holds(GeoPoint point) =>
        point.Latitude >= South && point.Latitude <= North && point.Longitude >= West && point.Longitude <= East;

    /// <summary>What is wrong with a point, or null.</summary>
    public string? Fault(GeoPoint point)
    {
        if (Holds(point)) return null;
        return Holds(new(point.Longitude, point.Latitude))
            ? string.Create(CultureInfo.InvariantCulture, $"latitude and longitude are swapped: latitude {point.Latitude}, longitude {point.Longitude}")
            : string.Create(CultureInfo.InvariantCulture, $"outside the city's bounds: latitude {point.Latitude}, longitude {point.Longitude}");
    }

    public Bounds ToWire() => new() { SouthWest = new() { Latitude = South, Longitude = West }, NorthEast = new() { Latitude = North, Longitude = East } };
}

internal static class Points
{
    public static LatLng ToWire(this GeoPoint point) => new() { Latitude = point.Latitude, Longitude = point.Longitude };

    public static GeoPoint ToPoint(this LatLng wire) => new(wire.Latitude, wire.Longitude);
}
