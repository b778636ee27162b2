using System.Collections.Immutable;
using Eoc.Cities.Finding;
using Eoc.Cities.Packs;
using Eoc.Cities.Reading;
using Eoc.Contracts.Rpc.V1;
using Xunit;

namespace Eoc.Cities.Tests.Finding;

public sealed class Finding_a_place
{
    private static readonly Pack Pack = PackReader.Read(Path.Combine(Repository.Cities, "demo-chicago")).Pack;
    private static readonly PlaceFinder Places = new(Pack);

    [Theory]
    [InlineData("State & Madison", "State Street & Madison Street")]
    [InlineData("madison/state", "Madison Street & State Street")]
    [InlineData("madison / state", "Madison Street & State Street")]
    [InlineData("MADISON AND STATE", "Madison Street & State Street")]
    [InlineData("state st at madison st", "State Street & Madison Street")]
    [InlineData("state@madison", "State Street & Madison Street")]
    [InlineData("state madison", "State Street & Madison Street")]
    [InlineData("sta/mad", "State Street & Madison Street")]
    [InlineData("n milwaukee ave & w north ave", "Milwaukee Avenue & North Avenue")]
    [InlineData("63rd & halsted", "63rd Street & Halsted Street")]
    [InlineData("king/47", "Martin Luther King Drive & 47th Street")]
    public void takes_an_intersection_as_people_write_it(string query, string expected) =>
        Assert.Equal(expected, First(query, PlaceKind.Intersection).Label);

    [Theory]
    [InlineData("1200 W Madison", "1200 W Madison Street", -1200, 0)]
    [InlineData("1200 w madison st", "1200 W Madison Street", -1200, 0)]
    [InlineData("1200 W Madison St, Chicago, IL 60607", "1200 W Madison Street", -1200, 0)]
    [InlineData("1200 W Madison #3", "1200 W Madison Street", -1200, 0)]
    [InlineData("3510 S Michigan", "3510 S Michigan Avenue", 100, -3510)]
    [InlineData("1060 west addison", "1060 W Addison Street", -1060, 3600)]
    [InlineData("35 W 35th", "35 W 35th Street", -35, -3500)]
    [InlineData("35 W 35", "35 W 35th Street", -35, -3500)]
    [InlineData("701 E 123rd St", "701 E 123rd Street", 701, -12300)]
    [InlineData("400 E 55th", "400 E Garfield Boulevard", 400, -5500)]
    [InlineData("100 W congress", "100 W Ida B. Wells Drive", -100, -500)]
    [InlineData("5520 S king", "5520 S Martin Luther King Drive", 400, -5520)]
    public void computes_a_house_number_from_the_grid(string query, string label, int east, int north)
    {
        var found = First(query, PlaceKind.Address);
        Assert.Equal(label, found.Label);
        Assert.True(found.Estimated);
        Assert.InRange(Plane.Distance(found.At.ToPoint(), Pack.Grid!.At(east, north)), 0, 1);
    }

    [Fact]
    public void gives_both_ends_of_the_street_when_the_number_does_not_say_which() =>
        Assert.Equal(["400 E Roosevelt Road", "400 W Roosevelt Road"], Places.Find("400 roosevelt", 8).Select(place => place.Label).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("3938 E Marquette")]
    [InlineData("7800 N Halsted")]
    [InlineData("5200 E 63rd")]
    public void finds_no_house_beyond_the_end_of_a_street(string query) => Assert.Empty(Places.Find(query, 8));

    [Fact]
    public void walks_along_a_street_that_is_not_on_the_grid()
    {
        var found = First("1600 N Milwaukee", PlaceKind.Address);
        Assert.Equal("1600 N Milwaukee Avenue", found.Label);
        Assert.InRange(Plane.Distance(found.At.ToPoint(), Pack.Grid!.At(-2000, 1600)), 0, 60);
    }

    [Fact]
    public void takes_the_direction_that_was_said()
    {
        ImmutableArray<Intersection> both = [new("N MAIN ST", "W OAK ST", new(41.9, -87.66)), new("S MAIN ST", "W OAK ST", new(41.7, -87.66))];
        var places = new PlaceFinder(Pack with { Intersections = both });
        Assert.Equal(["S MAIN ST & W OAK ST", "N MAIN ST & W OAK ST"], places.Find("s main/oak", 8).Select(place => place.Label));
        Assert.Equal(["N MAIN ST & W OAK ST", "S MAIN ST & W OAK ST"], places.Find("main/oak", 8).Select(place => place.Label));
    }

    [Theory]
    [InlineData("union st", "Union Station", PlaceKind.Named)]
    [InlineData("stroger", "Stroger Hospital of Cook County", PlaceKind.Hospital)]
    [InlineData("engine 91", "Engine 91", PlaceKind.Station)]
    [InlineData("ohare", "O'Hare Airport, Terminal 3", PlaceKind.Named)]
    [InlineData("museum of science and ind", "Griffin Museum of Science and Industry", PlaceKind.Named)]
    [InlineData("district 18", "District 18, Near North", PlaceKind.District)]
    [InlineData("camera halsted 63", "Camera Halsted and 63rd", PlaceKind.Camera)]
    public void completes_a_name(string query, string expected, PlaceKind kind)
    {
        var found = Places.Find(query, 8)[0];
        Assert.Equal((expected, kind), (found.Label, found.Kind));
    }

    [Fact]
    public void puts_the_nearer_of_equally_good_ones_first()
    {
        var north = Places.Find("western", 3, Pack.Grid!.At(-2400, 6000));
        var south = Places.Find("western", 3, Pack.Grid.At(-2400, -9500));
        Assert.Contains(north, place => place.Label == "Western Avenue & Peterson Avenue");
        Assert.Contains(south, place => place.Label == "Western Avenue & 95th Street");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&")]
    [InlineData(" / ")]
    [InlineData("zzzz")]
    [InlineData("99999999999999999999 w madison")]
    [InlineData("1200 zzzz")]
    [InlineData("' . ,")]
    [InlineData("n")]
    public void finds_little_or_nothing_in_what_says_nothing_and_does_not_fail(string query) => Assert.InRange(Places.Find(query, 8).Count, 0, 8);

    [Fact]
    public void gives_no_more_than_was_asked_and_nothing_twice()
    {
        var found = Places.Find("s", 5);
        Assert.Equal(5, found.Count);
        Assert.Equal(5, found.Select(place => place.Label).Distinct(StringComparer.Ordinal).Count());
    }

    private static PlaceCandidate First(string query, PlaceKind kind)
    {
        var found = Places.Find(query, 8)[0];
        Assert.Equal(kind, found.Kind);
        return found;
    }
}
