using Eoc.Cities.Importing;
using Eoc.Cities.Reading;
using Xunit;

namespace Eoc.Cities.Tests.Importing;

/// <summary>Small files of an invented city, in each format, good and bad.</summary>
public sealed class Importing_files : IDisposable
{
    private const string Agencies = "- {id: brand, name: Fire and Rescue, shortName: Brand, discipline: fire}\n";

    private const string City =
        """
        title: Little Harbour
        timeZone: Europe/Copenhagen
        centre: {latitude: 55.7, longitude: 12.5}
        bounds: {south: 55.6, west: 12.4, north: 55.8, east: 12.6}
        layers: [{name: canals, title: Canals}]
        """;

    private const string Recipe =
        """
        districts:
          - {file: areas.topojson, object: areas, id: "{no}", name: "{name:title}", kind: quarter}
        stations:
          - file: houses.csv
            agency: brand
            id: "{NAME}"
            name: Fire house {NAME}
            kind: fire station
            address: "{ADDRESS}"
            at: "{WHERE}"
            units: [{id: "{PUMP}", callSign: "{PUMP}", kind: Pump}]
        places:
          - {file: quays.geojson, name: "{name}"}
        layers:
          - {name: canals, file: canals.topojson, properties: [name]}
        """;

    private const string Houses = "NAME,ADDRESS,PUMP,WHERE\nOld Town,\"Quay 4, north\",P 1,\"Quay 4\n1000 Harbour\n(55.70, 12.50)\"\nÆ-West,\"The \"\"Corner\"\"\",P2,\"(55.71, 12.45)\"\n";

    /// <summary>Two squares that share a border, which the second has backwards.</summary>
    private const string Areas =
        """
        {"type": "Topology", "transform": {"scale": [0.01, 0.01], "translate": [12.4, 55.6]}, "objects": {"other": {"type": "GeometryCollection", "geometries": []},
        "areas": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "properties": {"no": 1, "name": "OLD TOWN"}, "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "properties": {"no": 2, "name": "NORTH SIDE"}, "arcs": [[[-2, 2]]]}]}},
        "arcs": [[[10, 5], [-5, 0], [0, 5], [5, 0]], [[10, 10], [0, -5]], [[10, 10], [5, 0], [0, -5], [-5, 0]]]}
        """;

    private const string Canals =
        """{"type": "Topology", "objects": {"c": {"type": "GeometryCollection", "geometries": [{"type": "LineString", "properties": {"name": "Long Canal"}, "arcs": [0]}]}}, "arcs": [[[12.5, 55.7], [12.51, 55.71]]]}""";

    private const string Quays =
        """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "Ferry: terminal"}, "geometry": {"type": "Point", "coordinates": [12.5, 55.7]}}
        ]}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-import-");
    private readonly List<string> _progress = [];

    public Importing_files()
    {
        foreach (var folder in new[] { "recipe", "sources" }) _folder.CreateSubdirectory(folder);
        foreach (var (file, text) in new[] { ("city.yaml", City), ("agencies.yaml", Agencies), ("import.yaml", Recipe) }) Write("recipe", file, text);
        foreach (var (file, text) in new[] { ("houses.csv", Houses), ("areas.topojson", Areas), ("canals.topojson", Canals), ("quays.geojson", Quays) }) Write("sources", file, text);
    }

    private string Pack => Path.Combine(_folder.FullName, "little-harbour");

    [Fact]
    public void of_every_format_gives_a_sound_pack()
    {
        Assert.Empty(Faults());
        var (pack, faults) = PackReader.Read(Pack);
        Assert.Empty(faults);
        Assert.Equal(["1 Old Town", "2 North Side"], pack.City.Districts.Select(district => $"{district.Id} {district.Name}"));
        Assert.Equal(["old-town|Fire house Old Town|Quay 4, north", "west|Fire house Æ-West|The \"Corner\""], pack.City.Stations.Select(station => $"{station.Id}|{station.Name}|{station.Address}"));
        Assert.Equal(["brand/p-1 old-town", "brand/p2 west"], pack.City.Units.Select(unit => $"{unit.Id} {unit.Station}"));
        Assert.Equal(["Ferry: terminal"], pack.Places.Select(place => place.Name));
        Assert.Equal(["districts      areas.topojson: 2", "stations       houses.csv: 2", "places         quays.geojson: 1", "layers         canals.topojson: 1"], _progress);
    }

    [Fact]
    public void of_topojson_puts_shared_borders_on_both_sides()
    {
        Assert.Empty(Faults());
        var districts = FeatureFile.Read("districts.geojson", File.ReadAllBytes(Path.Combine(Pack, "districts.geojson")), Packs.Box.World, new());
        Assert.Equal([(55.65, 12.5), (55.65, 12.45), (55.7, 12.45), (55.7, 12.5), (55.65, 12.5)], districts[0].Shape.Points.Select(point => (point.Latitude, point.Longitude)));
        Assert.Equal([(55.65, 12.5), (55.7, 12.5), (55.7, 12.55), (55.65, 12.55), (55.65, 12.5)], districts[1].Shape.Points.Select(point => (point.Latitude, point.Longitude)));
    }

    [Theory]
    [InlineData("houses.csv", "(55.71, 12.45)", "unknown", "houses.csv:5: no latitude and longitude: at ends with these two numbers, in this order")]
    [InlineData("houses.csv", "P 1,", "", "houses.csv:2: 3 fields where the first row names 4")]
    [InlineData("houses.csv", "12.45)\"", "12.45)", "houses.csv:5: a quote is never closed")]
    [InlineData("houses.csv", "Æ-West", "OLD-TOWN", "houses.csv:5: station \"old-town\" is there twice: first at houses.csv:2")]
    [InlineData("houses.csv", "P2", "p-1", "houses.csv:5: unit \"brand/p-1\" is there twice: first at houses.csv:2")]
    [InlineData("houses.csv", "Æ-West", "Æ", "houses.csv:5: its id is empty")]
    [InlineData("houses.csv", ",PUMP,", ",PUMPE,", "import.yaml:4: houses.csv has no \"PUMP\"; it has NAME, ADDRESS, PUMPE, WHERE")]
    [InlineData("areas.topojson", "\"areas\":", "\"fields\":", "areas.topojson:1: there is no object \"areas\"; there are other, fields")]
    [InlineData("areas.topojson", "[[0, 1]]", "[[0, 9]]", "areas.topojson:1: is not TopoJSON: Index was outside the bounds of the array.")]
    [InlineData("areas.topojson", "\"type\": \"Polygon\"", "\"type\": \"Point\"", "areas.topojson: feature 1: its geometry is none, or its arcs are not there")]
    [InlineData("areas.topojson", "{\"no\": 2,", "{\"no\": 1,", "areas.topojson: district \"1\" is there twice: first at areas.topojson")]
    [InlineData("areas.topojson", "\"arcs\": [[[10", "\"arcs\": [[[[10", "areas.topojson:5: is not JSON")]
    [InlineData("quays.geojson", "[12.5, 55.7]}", "[12.5]}", "quays.geojson:2: the geometry is not RFC 7946")]
    [InlineData("quays.geojson", "\"name\": \"Ferry: terminal\"", "\"name\": \"\"", "quays.geojson:2: its name is empty")]
    public void with_a_bad_source_says_where_and_writes_nothing(string file, string before, string after, string fault)
    {
        var path = Path.Combine(_folder.FullName, "sources", file);
        Assert.Contains(before, File.ReadAllText(path), StringComparison.Ordinal);
        File.WriteAllText(path, File.ReadAllText(path).Replace(before, after, StringComparison.Ordinal));
        Assert.StartsWith(fault, Faults()[0], StringComparison.Ordinal);
        Assert.False(Directory.Exists(Pack));
    }

    [Theory]
    [InlineData("file: quays.geojson", "file: piers.geojson", "piers.geojson: is missing")]
    [InlineData("file: quays.geojson", "file: quays.shp", "quays.shp: is missing")]
    [InlineData("  - file: houses.csv", "  - fiel: houses.csv", "import.yaml:4: file: give a text")]
    [InlineData("places:", "plaices:", "import.yaml:12: unknown key \"plaices\"")]
    public void with_a_bad_recipe_says_where(string before, string after, string fault)
    {
        Write("recipe", "import.yaml", Recipe.Replace(before, after, StringComparison.Ordinal));
        Assert.StartsWith(fault, Faults()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void does_not_write_over_what_is_there()
    {
        Directory.CreateDirectory(Pack);
        File.WriteAllText(Path.Combine(Pack, "city.yaml"), "mine");
        Assert.Contains("is there already", Faults()[0], StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Pack, "city.yaml")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string folder, string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, folder, file), text);

    private IReadOnlyList<string> Faults()
    {
        var import = new Import(Path.Combine(_folder.FullName, "recipe"), Path.Combine(_folder.FullName, "sources"), _progress.Add);
        var wrote = import.Run(Pack);
        Assert.Equal(wrote, import.Faults.Count == 0);
        return [.. import.Faults.Select(fault => fault.ToString())];
    }
}
