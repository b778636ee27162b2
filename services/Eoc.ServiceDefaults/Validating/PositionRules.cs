using Eoc.Contracts.Ids;

namespace Eoc.ServiceDefaults.Validating;

/// <summary>What makes a position impossible, and what its sender most likely did.</summary>
internal static class PositionRules
{
    public static string? Remedy(GeoPoint point) => point switch
    {
        { IsPlausible: true } => null,
        _ when !double.IsFinite(point.Latitude) || !double.IsFinite(point.Longitude) => "give finite degrees",
        { Latitude: 0, Longitude: 0 } => "0,0 is what a receiver without a fix reports; leave the position out",
        _ when new GeoPoint(point.Longitude, point.Latitude).IsPlausible => "latitude comes first; latitude and longitude look swapped",
        _ => "give latitude within ±90 and longitude within ±180, WGS 84 degrees",
    };
}
