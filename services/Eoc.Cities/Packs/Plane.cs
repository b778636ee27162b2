using Eoc.Contracts.Ids;

namespace Eoc.Cities.Packs;

/// <summary>A flat picture of a city: metres east and north of an origin, perhaps turned. Over 50 km it is true to about 0.3 %.</summary>
/// <param name="origin">Where both are 0.</param>
/// <param name="bearing">The direction it calls north, degrees clockwise from true north.</param>
internal sealed class Plane(GeoPoint origin, double bearing = 0)
{
    public const double MetresPerMile = 1609.344;

    private const double MetresPerDegree = 111_195;

    private readonly double _perLongitude = MetresPerDegree * Math.Cos(double.DegreesToRadians(origin.Latitude));
    private readonly double _sine = Math.Sin(double.DegreesToRadians(bearing));
    private readonly double _cosine = Math.Cos(double.DegreesToRadians(bearing));

    public (double East, double North) Metres(GeoPoint point)
    {
        var (east, north) = ((point.Longitude - origin.Longitude) * _perLongitude, (point.Latitude - origin.Latitude) * MetresPerDegree);
        return (east * _cosine - north * _sine, east * _sine + north * _cosine);
    }

    public GeoPoint Point(double east, double north)
    {
        var (trueEast, trueNorth) = (east * _cosine + north * _sine, north * _cosine - east * _sine);
        return new(origin.Latitude + trueNorth / MetresPerDegree, origin.Longitude + trueEast / _perLongitude);
    }

    /// <summary>How far two places in a city are from each other, metres.</summary>
    public static double Distance(GeoPoint a, GeoPoint b)
    {
        var north = (b.Latitude - a.Latitude) * MetresPerDegree;
        var east = (b.Longitude - a.Longitude) * MetresPerDegree * Math.Cos(double.DegreesToRadians((a.Latitude + b.Latitude) / 2));
        return Math.Sqrt(north * north + east * east);
    }
}
