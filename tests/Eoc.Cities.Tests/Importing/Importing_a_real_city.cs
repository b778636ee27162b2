using Eoc.Cities.Finding;
using Eoc.Cities.Importing;
using Eoc.Cities.Packs;
using Eoc.Cities.Reading;
using Eoc.Cities.Serving;
using Eoc.Cities.Tests.Serving;
using Eoc.Contracts.Ids;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Eoc.Cities.Tests.Importing;

/// <summary>A city's own open data, as it publishes it, by the recipe that is shipped.</summary>
public sealed class Importing_a_real_city : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-import-");

    [Fact]
    public async Task gives_a_pack_that_is_sound_complete_and_served()
    {
        SharedData.Need("chicago-intersections.csv");
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var to = Path.Combine(_folder.FullName, "chicago");

        Assert.Equal((0, string.Empty), (ImportCommand.Run(new(Path.Combine(Repository.Cities, "recipes", "chicago-open-data")), new(SharedData.Folder), new(to), output, error), error.ToString()));

        Assert.Equal(
            """
            districts      community-areas.topojson: 77
            districts      cpd-beats.geojson: 275
            stations       Fire_Stations.csv: 92
            stations       Police_Stations.csv: 23
            hospitals      hospitals.csv: 40
            intersections  chicago-intersections.csv: 24048
            layers         aepton-cta_rail.topojson: 154
            layers         aepton-parks.topojson: 571
            Chicago: 3 agencies, 115 stations, 92 units, 352 districts, 40 hospitals, 0 cameras, 0 run cards, 3 layers, 24048 intersections. Nothing is wrong.

            """,
            output.ToString());
        Holds(PackReader.Read(to).Pack);
        await IsServed();
    }

    private static void Holds(Pack pack)
    {
        Assert.Equal(77, pack.City.Districts.Count(district => district.Kind == "community area"));
        Assert.Equal(275, pack.City.Districts.Count(district => district.Kind == "police beat" && district.Agency == "cpd"));
        Assert.Equal(92, pack.City.Stations.Count(station => station.Agency == "cfd"));
        Assert.Equal(24_048, pack.Intersections.Length);
        Assert.Contains(pack.City.Districts, district => district is { Id: "area-32", Name: "Loop" });
        var house = pack.City.Stations.Single(station => station.Id == "house-e13");
        Assert.InRange(Plane.Distance(house.At.ToPoint(), new(41.8865, -87.6204)), 0, 200);
        Assert.Contains(pack.City.Units, unit => unit is { Id: "cfd/e13", Station: "house-e13", CallSign: "E13" });

        var places = new PlaceFinder(pack);
        Assert.InRange(Plane.Distance(places.Find("state & madison", 1)[0].At.ToPoint(), new(41.88204, -87.62781)), 0, 20);
        Assert.Equal("1200 W Madison Street", places.Find("1200 w madison", 1)[0].Label);
        Assert.Equal("1601 N MILWAUKEE AVE", places.Find("1601 n milwaukee", 1)[0].Label);
        Assert.InRange(Plane.Distance(places.Find("1601 n milwaukee", 1)[0].At.ToPoint(), new(41.9105, -87.6777)), 0, 80);
        Assert.Equal("Northwestern Memorial Hospital", places.Find("northwestern mem", 1)[0].Label);
    }

    private async Task IsServed()
    {
        var rpc = new CityRpc(new InChicago(), new PackLibrary([_folder.FullName], new FakeTimeProvider()));
        var city = await rpc.GetCity(new() { Realm = "live" }, Call.Context);
        Assert.Equal(("chicago", 352), (city.City, city.Districts.Count));
        Assert.Equal(["districts", "parks", "rail"], city.Layers.Select(layer => layer.Name));
        Assert.NotEmpty((await rpc.FindPlace(new() { Realm = "live", Query = "clark/add" }, Call.Context)).Candidates);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class InChicago : IRealmCities
    {
        public Task<CityId?> Of(RealmId realm, CancellationToken cancellation) => Task.FromResult<CityId?>(CityId.Parse("chicago"));
    }
}
