using Eoc.Cities.Checking;
using Eoc.Cities.Reading;
using Xunit;

namespace Eoc.Cities.Tests.Checking;

/// <summary>Every kind of bad pack is told by file and line, and a good one of any city is good.</summary>
public sealed class Checking_a_pack : IDisposable
{
    private readonly LittleHarbour _pack = new();

    [Fact]
    public void of_another_city_finds_nothing_and_reads_everything()
    {
        var (pack, faults) = PackReader.Read(_pack.Folder);
        Assert.Empty(faults);
        Assert.Equal((3, 2, 3, 1, 2, 2, 1), (pack.City.Agencies.Count, pack.City.Stations.Count, pack.City.Units.Count, pack.City.Hospitals.Count, pack.City.Cameras.Count, pack.City.Districts.Count, pack.City.RunCards.Count));
        Assert.Equal((3, 1, 2), (pack.Streets.Length, pack.Places.Length, pack.Intersections.Length));
        Assert.Null(pack.City.AddressGrid);
        Assert.False(pack.City.Illustrative);
        Assert.Equal(90, pack.City.Cameras[0].Facing);
        Assert.False(pack.City.Cameras[1].HasFacing);
    }

    [Theory]
    [InlineData("city.yaml")]
    [InlineData("agencies.yaml")]
    [InlineData("stations.yaml")]
    [InlineData("units.yaml")]
    [InlineData("districts.geojson")]
    public void without_a_file_names_it(string file)
    {
        _pack.Remove(file);
        Assert.Contains(Faults(), fault => fault == $"{file}: is missing");
    }

    [Theory]
    [InlineData("hospitals.yaml")]
    [InlineData("cameras.yaml")]
    [InlineData("run-cards.yaml")]
    [InlineData("places.yaml")]
    [InlineData("intersections.csv")]
    public void without_a_file_that_not_every_city_has_finds_nothing(string file)
    {
        _pack.Remove(file);
        Assert.Empty(Faults());
    }

    [Fact]
    public void without_a_layer_names_it_where_it_was_promised()
    {
        _pack.Remove("layers/water.geojson");
        Only("city.yaml:7: layers/water.geojson is missing");
    }

    [Fact]
    public void with_a_file_that_is_none_of_a_pack_names_it()
    {
        _pack.Add("hospital.yaml", "");
        _pack.Add("layers/wells.geojson", "");
        Assert.Equal(["hospital.yaml", "layers/wells.geojson"], PackReader.Read(_pack.Folder).Faults.Select(fault => fault.File).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("agencies.yaml", "id: politi", "id: brand", "agencies.yaml:3: agency \"brand\" is there twice: first at agencies.yaml:2")]
    [InlineData("stations.yaml", "id: market", "id: harbour", "stations.yaml:7: station \"harbour\" is there twice: first at stations.yaml:1")]
    [InlineData("units.yaml", "id: brand/s1", "id: brand/m1", "units.yaml:2: unit \"brand/m1\" is there twice: first at units.yaml:1")]
    [InlineData("cameras.yaml", "id: square", "id: bridge", "cameras.yaml:2: camera \"bridge\" is there twice: first at cameras.yaml:1")]
    [InlineData("districts.geojson", "\"id\": \"north\"", "\"id\": \"old-town\"", "districts.geojson:3: district \"old-town\" is there twice: first at districts.geojson:2")]
    [InlineData("city.yaml", "name: water", "name: streets", "city.yaml:7: layer \"streets\" is there twice: first at city.yaml:6")]
    public void with_an_id_twice_says_where_both_are(string file, string before, string after, string fault) => Spoilt(file, before, after, fault);

    [Theory]
    [InlineData("stations.yaml", "agency: politi", "agency: cops", "stations.yaml:7: there is no agency \"cops\"")]
    [InlineData("units.yaml", "id: brand/s1", "id: brnad/s1", "units.yaml:2: there is no agency \"brnad\"")]
    [InlineData("units.yaml", "S1, kind: FireTruckLadder, station: harbour", "S1, kind: FireTruckLadder, station: harbor", "units.yaml:2: there is no station \"harbor\"")]
    [InlineData("units.yaml", "district: old-town", "district: new-town", "units.yaml:3: there is no district \"new-town\"")]
    [InlineData("cameras.yaml", "name: Long Bridge, agency: politi", "name: Long Bridge, agency: police", "cameras.yaml:1: there is no agency \"police\"")]
    [InlineData("agencies.yaml", "mayDispatch: [alarm]", "mayDispatch: [alert]", "agencies.yaml:2: there is no agency \"alert\"")]
    [InlineData("districts.geojson", "\"agency\": \"politi\"", "\"agency\": \"police\"", "districts.geojson:2: there is no agency \"police\"")]
    [InlineData("run-cards.yaml", "notify: [politi]", "notify: [police]", "run-cards.yaml:11: there is no agency \"police\"")]
    [InlineData("run-cards.yaml", "agency: brand", "agency: brant", "run-cards.yaml:9: there is no agency \"brant\"")]
    [InlineData("run-cards.yaml", "[old-town]", "[newtown]", "run-cards.yaml:5: there is no district \"newtown\"")]
    [InlineData("run-cards.yaml", "[{kind: PatrolUnit}]", "[{kind: Patrol}]", "run-cards.yaml:13: no unit is of the kind \"Patrol\"")]
    public void with_a_reference_to_nothing_says_where(string file, string before, string after, string fault) => Spoilt(file, before, after, fault);

    [Theory]
    [InlineData("stations.yaml", "{latitude: 55.701, longitude: 12.510}", "{latitude: 12.510, longitude: 55.701}", "stations.yaml:5: at: latitude and longitude are swapped: latitude 12.51, longitude 55.701")]
    [InlineData("stations.yaml", "latitude: 55.701", "latitude: 65.701", "stations.yaml:5: at: outside the city's bounds: latitude 65.701, longitude 12.51")]
    [InlineData("hospitals.yaml", "longitude: 12.480", "longitude: -12.480", "hospitals.yaml:1: at: outside the city's bounds: latitude 55.705, longitude -12.48")]
    [InlineData("intersections.csv", "55.700,12.500", "12.500,55.700", "intersections.csv:3: latitude and longitude are swapped: latitude 12.5, longitude 55.7")]
    [InlineData("districts.geojson", "[12.52, 55.73]", "[55.73, 12.52]", "districts.geojson:3: latitude and longitude are swapped: latitude 12.52, longitude 55.73")]
    [InlineData("layers/water.geojson", "[12.53, 55.71]", "[13.53, 55.71]", "layers/water.geojson:2: outside the city's bounds: latitude 55.71, longitude 13.53")]
    [InlineData("city.yaml", "centre: {latitude: 55.700", "centre: {latitude: 54.700", "city.yaml:3: centre: outside the city's bounds: latitude 54.7, longitude 12.5")]
    [InlineData("city.yaml", "south: 55.650", "south: 55.850", "city.yaml:4: bounds: south lies below north and west below east")]
    public void with_a_point_elsewhere_says_where_and_whether_it_was_swapped(string file, string before, string after, string fault) => Spoilt(file, before, after, fault);

    [Theory]
    [InlineData("units.yaml", "callSign: S1, ", "callSign: [S1, ", "units.yaml:", "is not YAML")]
    [InlineData("agencies.yaml", "- {id: politi", "- {id: politi, id: police", "agencies.yaml:3", "is not YAML")]
    [InlineData("stations.yaml", "- id: harbour", "\t- id: harbour", "stations.yaml:2", "is not YAML")]
    [InlineData("places.yaml", "- {name: Ferry Terminal, at: {latitude: 55.703, longitude: 12.515}}", "name: Ferry", "places.yaml:1", "give a list")]
    [InlineData("districts.geojson", "\"Old Town\",", "\"Old Town\"", "districts.geojson:2", "is not JSON")]
    [InlineData("districts.geojson", "\"FeatureCollection\"", "\"Collection\"", "districts.geojson:1", "give a GeoJSON FeatureCollection")]
    [InlineData("layers/streets.geojson", "[[12.505, 55.701], [12.5, 55.7]]", "[[12.505, 55.701]]", "layers/streets.geojson:3", "the geometry is not RFC 7946")]
    [InlineData("layers/streets.geojson", "[12.5, 55.7]]}}", "[12.5, \"55.7\"]]}}", "layers/streets.geojson:3", "the geometry is not RFC 7946")]
    [InlineData("layers/water.geojson", ", [12.51, 55.70]]]", "]]", "layers/water.geojson:2", "the geometry is not RFC 7946")]
    [InlineData("intersections.csv", "Long Bridge,55.701", "Long Bridge;55.701", "intersections.csv:2", "give first,second,latitude,longitude")]
    public void with_a_file_that_cannot_be_read_says_where(string file, string before, string after, string place, string what)
    {
        _pack.Change(file, before, after);
        Assert.Contains(Faults(), fault => fault.StartsWith(place, StringComparison.Ordinal) && fault.Contains(what, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stations.yaml", "address: Quay 4", "adress: Quay 4", "stations.yaml:6: unknown key \"adress\": there are address, agency, at, id, kind, name")]
    [InlineData("city.yaml", "timeZone: Europe", "zone: x\ntimeZone: Europe", "city.yaml:2: unknown key \"zone\": there are addressGrid, bounds, centre, illustrative, layers, notice, timeZone, title")]
    [InlineData("units.yaml", "type: 1", "tipe: 1", "units.yaml:1: unknown key \"tipe\": there are callSign, capabilities, district, id, kind, station, type")]
    [InlineData("hospitals.yaml", "{latitude: 55.705,", "{latitude: 55.705, height: 3,", "hospitals.yaml:1: unknown key \"height\": there are latitude, longitude")]
    public void with_a_key_that_there_is_not_names_those_there_are(string file, string before, string after, string fault) => Spoilt(file, before, after, fault);

    [Theory]
    [InlineData("city.yaml", "Europe/Copenhagen", "Europe/Atlantis", "city.yaml:2: timeZone: give an IANA time zone such as Europe/Berlin")]
    [InlineData("agencies.yaml", "discipline: police", "discipline: policing", "agencies.yaml:3: discipline: \"policing\" is not one of emergency-communications, police, fire, emergency-medical, traffic, public-works, transit, health, utility, volunteer")]
    [InlineData("stations.yaml", "id: market", "id: The Market", "stations.yaml:7: id: \"The Market\" is no id: 1 to 32 of a-z, 0-9 and '-'")]
    [InlineData("units.yaml", "id: brand/s1", "id: s1", "units.yaml:2: id: \"s1\" is no id: agency/unit, each 1 to 32 of a-z, 0-9 and '-'")]
    [InlineData("units.yaml", "type: 1", "type: heavy", "units.yaml:1: type: give a whole number from 1 to 9")]
    [InlineData("hospitals.yaml", "traumaLevel: 2", "traumaLevel: 6", "hospitals.yaml:1: traumaLevel: give a whole number from 1 to 5")]
    [InlineData("hospitals.yaml", "name: General Hospital, ", "", "hospitals.yaml:1: name: give a text")]
    [InlineData("run-cards.yaml", "level: 2", "level: 3", "run-cards.yaml:7: alarms: the levels are 1, 2, 3 and so on")]
    [InlineData("run-cards.yaml", "[1, 2]", "[1, 7]", "run-cards.yaml:4: priorities: priorities are 1, 2 and 3")]
    [InlineData("layers/streets.geojson", "\"class\": \"local\"", "\"class\": \"lane\"", "layers/streets.geojson:4: class \"lane\" is not one of expressway, drive, arterial, collector, local")]
    [InlineData("layers/streets.geojson", "[[12.5, 55.7], [12.49, 55.699]]", "[[12.5003, 55.7], [12.49, 55.699]]", "layers/streets.geojson:4: Market Street meets no street of the others: streets meet where they share a point")]
    [InlineData("districts.geojson", "\"kind\": \"quarter\", \"agency\"", "\"kind\": \"\", \"agency\"", "districts.geojson:2: give a district a name and a kind")]
    public void with_a_value_that_cannot_be_says_what_can(string file, string before, string after, string fault) => Spoilt(file, before, after, fault);

    [Fact]
    public void says_everything_that_is_wrong_and_not_only_the_first()
    {
        _pack.Change("units.yaml", "station: harbour", "station: nowhere");
        _pack.Change("stations.yaml", "latitude: 55.699", "latitude: 5.699");
        _pack.Remove("layers/water.geojson");
        Assert.Equal(4, PackReader.Read(_pack.Folder).Faults.Count);
    }

    [Fact]
    public void from_the_command_line_leaves_with_0_for_a_good_one_and_with_1_for_a_bad_one()
    {
        Assert.Equal((0, "Little Harbour: 3 agencies, 2 stations, 3 units, 2 districts, 1 hospitals, 2 cameras, 1 run cards, 3 layers, 2 intersections. Nothing is wrong.\n", ""), Command(_pack.Folder));
        _pack.Change("units.yaml", "type: 1", "type: 10");
        Assert.Equal((1, "little-harbour: 1 faults\n", $"{Path.Combine(_pack.Folder, "units.yaml:1")}: type: give a whole number from 1 to 9\n"), Command(_pack.Folder));
        Assert.Equal(1, Command(Path.Combine(_pack.Folder, "nothing")).Code);
    }

    public void Dispose() => _pack.Dispose();

    private static (int Code, string Output, string Error) Command(string folder)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        return (CheckCommand.Run(new(folder), output, error), output.ToString(), error.ToString());
    }

    private void Spoilt(string file, string before, string after, string fault)
    {
        _pack.Change(file, before, after);
        // What refers to the spoilt thing is wrong then too; the cause comes first.
        Assert.Equal(fault, Faults().First());
    }

    private void Only(string fault) => Assert.Equal([fault], Faults());

    private IEnumerable<string> Faults() => PackReader.Read(_pack.Folder).Faults.Select(fault => fault.ToString());
}
