using Eoc.Cities.Packs;
using Eoc.Cities.Reading;
using Eoc.Cities.Routing;
using Eoc.Contracts.Rpc.V1;
using Xunit;

namespace Eoc.Cities.Tests.Shipping;

public sealed class The_demonstration_city
{
    private static readonly (Pack Pack, IReadOnlyList<Fault> Faults) Read = PackReader.Read(Path.Combine(Repository.Cities, "demo-chicago"));

    private static GetCityResponse City => Read.Pack.City;

    [Fact]
    public void has_no_faults() => Assert.Empty(Read.Faults);

    [Fact]
    public void says_that_it_is_illustrative()
    {
        Assert.True(City.Illustrative);
        Assert.Contains("not a record", City.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void has_what_a_city_needs()
    {
        Assert.InRange(City.Agencies.Count, 12, 100);
        Assert.Equal(Enum.GetValues<Discipline>().Skip(1).Order(), City.Agencies.Select(agency => agency.Discipline).Distinct().Order());
        Assert.InRange(City.Stations.Count, 60, 1000);
        Assert.InRange(City.Units.Count, 300, 1000);
        Assert.InRange(City.Hospitals.Count, 20, 100);
        Assert.InRange(City.Cameras.Count, 40, 100);
        Assert.Equal(22, City.Districts.Count);
        Assert.InRange(City.RunCards.Count, 20, 100);
        Assert.Equal(["districts", "limits", "parks", "airports", "water", "streets", "rail"], City.Layers.Select(layer => layer.Name));
        Assert.All(City.Agencies, agency => Assert.Contains(City.Units, unit => unit.Id.StartsWith(agency.Id + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void is_told_in_a_message_that_a_first_screen_can_wait_for() => Assert.InRange(City.CalculateSize(), 10_000, 100_000);

    [Fact]
    public void says_between_which_numbers_its_streets_run()
    {
        var halsted = City.AddressGrid.Streets.Single(street => street.Name == "Halsted Street");
        Assert.Equal((-12_700, 3_700), (halsted.Lowest, halsted.Highest));
        Assert.Contains(City.AddressGrid.Streets, street => street is { Name: "63rd Street", Side: GridDirection.South, Number: 6300, Lowest: -7200, Highest: 1600 });
        Assert.InRange(City.AddressGrid.Streets.Count(street => street.Lowest < street.Highest), 70, 200);
    }

    /// <summary>State and Madison is 0,0; 800 numbers are a mile, save for the first three miles south.</summary>
    [Theory]
    [InlineData(0, 0, 41.88204, -87.62781)]
    [InlineData(-1600, 1200, 41.90336, -87.66754)]
    [InlineData(-2400, -9500, 41.72094, -87.68206)]
    [InlineData(0, -2200, 41.85287, -87.62709)]
    [InlineData(-4800, 4000, 41.95342, -87.7473)]
    public void puts_numbers_within_150_m_of_where_they_are(double east, double north, double latitude, double longitude) =>
        Assert.InRange(Plane.Distance(Read.Pack.Grid!.At(east, north), new(latitude, longitude)), 0, 150);

    [Fact]
    public void gives_numbers_back_for_places()
    {
        foreach (var (east, north) in new[] { (0, 0), (-1600, 1200), (2000, -7900), (300, -1600), (-4800, 4000) })
        {
            var (backEast, backNorth) = Read.Pack.Grid!.NumbersAt(Read.Pack.Grid.At(east, north));
            Assert.Equal((east, north), ((int)Math.Round(backEast), (int)Math.Round(backNorth)));
        }
    }

    [Fact]
    public void has_a_way_between_any_two_stations()
    {
        var streets = StreetGraph.Over(Read.Pack.Streets);
        var stations = City.Stations;
        for (var i = 0; i < stations.Count; i++)
        {
            var (from, to) = (stations[i].At.ToPoint(), stations[(i * 37 + 11) % stations.Count].At.ToPoint());
            var route = streets.Find(from, to);
            Assert.True(route.OnStreets);
            Assert.InRange(route.Metres, Plane.Distance(from, to) - 1, Plane.Distance(from, to) * 2.2 + 2500);
        }
    }
}
