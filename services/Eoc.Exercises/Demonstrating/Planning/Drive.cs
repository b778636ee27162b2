using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>A place on a way and when it is reached, seconds from the start.</summary>
internal readonly record struct WayPoint(GeoPoint At, double Seconds);

/// <summary>Where a vehicle is and where it looks: degrees clockwise from north, metres per second.</summary>
internal readonly record struct Fix(GeoPoint At, double Heading, double Speed);

/// <summary>One drive along streets.</summary>
/// <param name="Points">In order; at least one.</param>
/// <param name="StartedAt">When it left.</param>
/// <param name="Haste">How much quicker than the streets' own speeds, 1 is as everybody.</param>
internal sealed record Drive(ImmutableArray<WayPoint> Points, DateTimeOffset StartedAt, double Haste)
{
    private const double MetresPerDegree = 111_320;

    /// <summary>Where it ends.</summary>
    public GeoPoint To => Points[^1].At;

    /// <summary>When it arrives.</summary>
    public DateTimeOffset ArrivesAt => StartedAt + TimeSpan.FromSeconds(Points[^1].Seconds / Haste);

    /// <summary>Where the vehicle is now; after its arrival it stands there, looking as it came.</summary>
    public Fix FixAt(DateTimeOffset now)
    {
        var seconds = Math.Clamp((now - StartedAt).TotalSeconds * Haste, 0, Points[^1].Seconds);
        var next = IndexAfter(seconds);
        if (next == 0) return new(Points[0].At, 0, 0);
        var (from, to) = (Points[next - 1], Points[next]);
        var span = to.Seconds - from.Seconds;
        var share = span <= 0 ? 1 : (seconds - from.Seconds) / span;
        var at = new GeoPoint(from.At.Latitude + (to.At.Latitude - from.At.Latitude) * share, from.At.Longitude + (to.At.Longitude - from.At.Longitude) * share);
        var speed = now >= ArrivesAt || span <= 0 ? 0 : Metres(from.At, to.At) / span * Haste;
        return new(at, Bearing(from.At, to.At), speed);
    }

    /// <summary>Metres as the crow flies; good enough inside one city.</summary>
    public static double Metres(GeoPoint a, GeoPoint b)
    {
        var north = (b.Latitude - a.Latitude) * MetresPerDegree;
        var east = (b.Longitude - a.Longitude) * MetresPerDegree * Math.Cos(a.Latitude * Math.PI / 180);
        return Math.Sqrt(north * north + east * east);
    }

    /// <summary>Degrees clockwise from north, 0 to 360.</summary>
    public static double Bearing(GeoPoint from, GeoPoint to)
    {
        var east = (to.Longitude - from.Longitude) * Math.Cos(from.Latitude * Math.PI / 180);
        var degrees = Math.Atan2(east, to.Latitude - from.Latitude) * 180 / Math.PI;
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private int IndexAfter(double seconds)
    {
        var (low, high) = (0, Points.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Points[middle].Seconds < seconds) low = middle + 1;
            else high = middle;
        }

        return low == 0 && Points.Length > 1 ? 1 : low;
    }
}
