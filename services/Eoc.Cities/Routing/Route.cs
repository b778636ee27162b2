using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Routing;

/// <summary>A way from one place to another.</summary>
/// <param name="Points">From start to end, each with the seconds from the start.</param>
/// <param name="Metres">How long.</param>
/// <param name="OnStreets">False when it is a straight line because no street leads there.</param>
internal sealed record Route(ImmutableArray<(GeoPoint At, double Seconds)> Points, double Metres, bool OnStreets)
{
    /// <summary>Where there are no streets units make 30 km/h as the crow flies.</summary>
    private const double StraightSpeed = 30 / 3.6;

    public double Seconds => Points[^1].Seconds;

    public static Route Straight(GeoPoint from, GeoPoint to) => Make([from, to], [StraightSpeed], onStreets: false);

    /// <summary>A way over points, with the speed of each stretch between two, metres a second. What has no length is left out.</summary>
    public static Route Along(ImmutableArray<GeoPoint> points, ImmutableArray<double> speeds) => Make(points, speeds, onStreets: true);

    private static Route Make(ImmutableArray<GeoPoint> points, ImmutableArray<double> speeds, bool onStreets)
    {
        var (metres, seconds) = (0.0, 0.0);
        var timed = ImmutableArray.CreateBuilder<(GeoPoint, double)>(points.Length);
        timed.Add((points[0], 0));
        for (var i = 1; i < points.Length; i++)
        {
            var length = Plane.Distance(points[i - 1], points[i]);
            if (length == 0 && i < points.Length - 1) continue;
            (metres, seconds) = (metres + length, seconds + length / speeds[i - 1]);
            timed.Add((points[i], seconds));
        }

        return new(timed.ToImmutable(), metres, onStreets);
    }
}
