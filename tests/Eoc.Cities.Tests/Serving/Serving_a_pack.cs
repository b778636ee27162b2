using System.Security.Cryptography;
using Eoc.Cities.Serving;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Eoc.Cities.Tests.Serving;

public sealed class Serving_a_pack : IDisposable
{
    private static readonly RealmId Drill = RealmId.Parse("drill-1");

    private readonly LittleHarbour _pack = new();
    private readonly FakeTimeProvider _time = new();
    private readonly RealmsInCities _realms = new();
    private readonly CityRpc _rpc;

    public Serving_a_pack()
    {
        _realms.Cities[Drill] = CityId.Parse("little-harbour");
        _rpc = new(_realms, new PackLibrary([_pack.Parent, Repository.Cities], _time));
    }

    [Fact]
    public async Task tells_the_realm_its_city()
    {
        var city = await _rpc.GetCity(new() { Realm = "drill-1" }, Call.Context);
        Assert.Equal(("little-harbour", "Little Harbour", "Europe/Copenhagen"), (city.City, city.Title, city.TimeZone));
        Assert.Equal(["districts", "streets", "water"], city.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public async Task tells_a_realm_in_no_city_so() => Assert.Equal(new GetCityResponse(), await _rpc.GetCity(new() { Realm = "live" }, Call.Context));

    [Fact]
    public async Task gives_a_layer_s_very_bytes_in_pieces()
    {
        // Longer than two pieces.
        _pack.Change("layers/water.geojson", "\"harbour\"}", $"\"harbour\", \"note\": \"{new string('x', 600_000)}\"}}");
        var told = (await _rpc.GetCity(new() { Realm = "drill-1" }, Call.Context)).Layers.Single(layer => layer.Name == "water");
        var pieces = new Pieces();
        await _rpc.GetLayer(new() { Realm = "drill-1", Name = "water" }, pieces, Call.Context);
        var bytes = pieces.All.SelectMany(piece => piece.Piece).ToArray();
        Assert.Equal(3, pieces.All.Count);
        Assert.All(pieces.All, piece => Assert.InRange(piece.Piece.Length, 1, 256 * 1024));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_pack.Folder, "layers", "water.geojson")), bytes);
        Assert.Equal(SHA256.HashData(bytes), told.Sha256.ToByteArray());
        Assert.Equal((told.Sha256, told.Size), (pieces.All[0].Sha256, pieces.All[0].Size));
        Assert.Equal(bytes.Length, told.Size);
    }

    [Fact]
    public async Task says_that_there_is_no_such_layer()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => _rpc.GetLayer(new() { Realm = "drill-1", Name = "wells" }, new Pieces(), Call.Context));
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task finds_places_and_ways()
    {
        var places = await _rpc.FindPlace(new() { Realm = "drill-1", Query = "quay/long" }, Call.Context);
        Assert.Equal("Quay & Long Bridge", places.Candidates[0].Label);
        var route = await _rpc.FindRoute(new() { Realm = "drill-1", From = new() { Latitude = 55.701, Longitude = 12.51 }, To = new() { Latitude = 55.699, Longitude = 12.49 } }, Call.Context);
        Assert.True(route.OnStreets);
        Assert.Contains(route.Points, point => point.At.Latitude == 55.7);
        Assert.InRange(route.Metres, 1275, 1300);
        Assert.Equal(route.Seconds, route.Points[^1].Seconds);
    }

    [Fact]
    public async Task says_that_a_way_without_streets_is_a_straight_line()
    {
        var route = await _rpc.FindRoute(new() { Realm = "live", From = new() { Latitude = 1, Longitude = 1 }, To = new() { Latitude = 1.01, Longitude = 1 } }, Call.Context);
        Assert.False(route.OnStreets);
        Assert.Equal(2, route.Points.Count);
    }

    [Fact]
    public async Task refuses_a_pack_that_is_missing_or_bad_with_what_is_wrong()
    {
        _pack.Change("units.yaml", "type: 1", "type: 10");
        Assert.Contains("units.yaml:1: type", (await Refused()).Status.Detail, StringComparison.Ordinal);
        _realms.Cities[Drill] = CityId.Parse("atlantis");
        Assert.Contains("EOC_CITIES", (await Refused()).Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task sees_a_mended_pack_two_seconds_later()
    {
        _pack.Change("city.yaml", "title: Little Harbour", "title:");
        await Refused();
        _pack.Change("city.yaml", "title:\n", "title: Little Harbour, mended\n");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Little Harbour, mended", (await _rpc.GetCity(new() { Realm = "drill-1" }, Call.Context)).Title);
    }

    [Fact]
    public async Task sees_that_a_file_is_gone()
    {
        await _rpc.GetCity(new() { Realm = "drill-1" }, Call.Context);
        _pack.Remove("units.yaml");
        await _rpc.GetCity(new() { Realm = "drill-1" }, Call.Context);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("units.yaml: is missing", (await Refused()).Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task lists_the_packs_there_are_good_and_bad()
    {
        _pack.Change("units.yaml", "type: 1", "type: 10");
        var cities = (await _rpc.ListCities(new(), Call.Context)).Cities;
        Assert.Equal(["demo-chicago", "little-harbour"], cities.Select(city => city.City));
        Assert.Equal((true, 0), (cities[0].Illustrative, cities[0].Faults.Count));
        Assert.Equal(["units.yaml:1: type: give a whole number from 1 to 9"], cities[1].Faults);
    }

    public void Dispose() => _pack.Dispose();

    private async Task<RpcException> Refused()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => _rpc.GetCity(new() { Realm = "drill-1" }, Call.Context));
        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        return failure;
    }

    private sealed class RealmsInCities : IRealmCities
    {
        public Dictionary<RealmId, CityId> Cities { get; } = [];

        public Task<CityId?> Of(RealmId realm, CancellationToken cancellation) => Task.FromResult(Cities.TryGetValue(realm, out var city) ? city : (CityId?)null);
    }

    private sealed class Pieces : IServerStreamWriter<GetLayerResponse>
    {
        public List<GetLayerResponse> All { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(GetLayerResponse message)
        {
            All.Add(message.Clone());
            return Task.CompletedTask;
        }

        public Task WriteAsync(GetLayerResponse message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
