using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Eoc.Cities.Packs;
using Eoc.Cities.Reading;
using Eoc.Cities.Routing;
using Eoc.Contracts.Ids;
using Xunit;

namespace Eoc.Cities.Tests.Routing;

public sealed class Finding_a_way
{
    /// <summary>A block of 1.11 km by 0.62 km at 60° north: a slow direct side and a fast way round it.</summary>
    private static readonly ImmutableArray<Street> Block =
    [
        Street("Slow", 10, (60, 10), (60, 10.02)),
        Street("Up", 60, (60, 10), (60.001, 10)),
        Street("Over", 60, (60.001, 10), (60.001, 10.02)),
        Street("Down", 60, (60.001, 10.02), (60, 10.02)),
        Street("Bridge", 60, (59.999, 10.01), (60.002, 10.01)),
    ];

    [Fact]
    public void takes_the_quickest_and_not_the_shortest()
    {
        var route = StreetGraph.Over(Block).Find(new(60, 10), new(60, 10.02));
        Assert.True(route.OnStreets);
        Assert.Equal([(60, 10), (60.001, 10), (60.001, 10.02), (60, 10.02)], route.Points.Select(point => (Math.Round(point.At.Latitude, 6), Math.Round(point.At.Longitude, 6))).Distinct());
        Assert.InRange(route.Metres, 1330, 1340);
        Assert.InRange(route.Seconds, 1330 / (60 / 3.6), 1340 / (60 / 3.6));
    }

    [Fact]
    public void does_not_turn_where_streets_only_cross()
    {
        Assert.False(StreetGraph.Over(Block).Find(new(60.002, 10.01), new(60, 10.002)).OnStreets);
        Assert.True(StreetGraph.Over(Block).Find(new(60.002, 10.01), new(59.9991, 10.01)).OnStreets);
    }

    [Fact]
    public void begins_and_ends_beside_the_street_and_times_every_point()
    {
        var route = StreetGraph.Over(Block).Find(new(60.0012, 10.005), new(60.0012, 10.015));
        Assert.Equal((new(60.0012, 10.005), new(60.0012, 10.015)), (route.Points[0].At, route.Points[^1].At));
        Assert.Equal(route.Points.Select(point => point.Seconds).Order(), route.Points.Select(point => point.Seconds));
        Assert.Equal(60.001, route.Points[1].At.Latitude, 6);
        Assert.InRange(route.Metres, 555 + 40, 560 + 50);
    }

    [Fact]
    public void without_streets_is_a_straight_line_at_30_km_an_hour()
    {
        var route = StreetGraph.Empty.Find(new(60, 10), new(60.01, 10));
        Assert.Equal((false, 2), (route.OnStreets, route.Points.Length));
        Assert.Equal(route.Metres / (30 / 3.6), route.Seconds, 3);
    }

    [Fact]
    public void across_the_demonstration_city_takes_milliseconds()
    {
        var pack = PackReader.Read(Path.Combine(Repository.Cities, "demo-chicago")).Pack;
        var streets = StreetGraph.Over(pack.Streets);
        var stations = pack.City.Stations.Select(station => station.At.ToPoint()).ToArray();
        streets.Find(stations[0], stations[^1]);
        // The least of five of each: what else the machine does meanwhile is in the others.
        var times = stations.Select((from, i) => Enumerable.Range(0, 5).Min(_ => Time(streets, from, stations[(i * 31 + 7) % stations.Length]))).Order().ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{streets.Size} median {times[times.Length / 2]:F2} ms, p90 {times[times.Length * 9 / 10]:F2} ms"));
        Assert.InRange(times[times.Length / 2], 0, 10);
    }

    private static double Time(StreetGraph streets, GeoPoint from, GeoPoint to)
    {
        var started = Stopwatch.GetTimestamp();
        streets.Find(from, to);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static Street Street(string name, double speed, params (double Latitude, double Longitude)[] points) =>
        new(name, "local", speed, [[.. points.Select(point => new GeoPoint(point.Latitude, point.Longitude))]], 1);
}
