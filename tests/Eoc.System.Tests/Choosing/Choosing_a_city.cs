using System.Security.Cryptography;
using Eoc.Contracts.Rpc.V1;
using Eoc.TestServers;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Choosing;

public sealed class Choosing_a_city
{
    [Fact]
    public async Task of_live_tells_it_whole_and_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("eoc-city-");
        string password;
        await using (var host = await HostProcess.Start(folder.FullName))
        {
            password = host.AdministratorPassword!;
            await On(host, password, ChooseAndAsk);
        }

        await using (var host = await HostProcess.Start(folder.FullName)) await On(host, password, Ask);
        folder.Delete(recursive: true);
    }

    private static async Task On(HostProcess host, string password, Func<GrpcChannel, Metadata, Task> act)
    {
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        var session = await new SessionService.SessionServiceClient(channel).SignInAsync(new() { Account = "admin", Password = password, Realm = "live" });
        await act(channel, new() { { "authorization", $"Bearer {session.Token}" } });
    }

    private static async Task ChooseAndAsk(GrpcChannel channel, Metadata headers)
    {
        var (cities, realms) = (new CityService.CityServiceClient(channel), new RealmService.RealmServiceClient(channel));
        Assert.Empty((await cities.GetCityAsync(new() { Realm = "live" }, headers)).City);
        Assert.Contains((await cities.ListCitiesAsync(new(), headers)).Cities, city => city is { City: "demo-chicago", Faults.Count: 0 });
        Assert.NotNull((await realms.ChooseCityAsync(new() { Header = Header(), City = "demo-chicago", TimeZone = "America/Chicago" }, headers)).Outcome.Accepted);
        await Ask(channel, headers);
    }

    private static async Task Ask(GrpcChannel channel, Metadata headers)
    {
        var (cities, realms) = (new CityService.CityServiceClient(channel), new RealmService.RealmServiceClient(channel));
        var live = await realms.GetRealmAsync(new() { Realm = "live" }, headers);
        Assert.Equal(("demo-chicago", "America/Chicago"), (live.City, live.TimeZone));
        var city = await cities.GetCityAsync(new() { Realm = "live" }, headers);
        Assert.Equal(("demo-chicago", true), (city.City, city.Illustrative));
        Assert.Equal(city.Layers.Single(told => told.Name == "streets").Sha256.ToByteArray(), SHA256.HashData(await Layer(cities, headers, "streets")));
        Assert.Equal("State Street & Madison Street", (await cities.FindPlaceAsync(new() { Realm = "live", Query = "state/mad" }, headers)).Candidates[0].Label);
        Assert.True((await cities.FindRouteAsync(new() { Realm = "live", From = city.Stations[0].At, To = city.Hospitals[0].At }, headers)).OnStreets);
    }

    private static async Task<byte[]> Layer(CityService.CityServiceClient cities, Metadata headers, string name)
    {
        using var call = cities.GetLayer(new() { Realm = "live", Name = name }, headers);
        var bytes = new List<byte>();
        await foreach (var message in call.ResponseStream.ReadAllAsync()) bytes.AddRange(message.Piece);
        return [.. bytes];
    }

    private static CommandHeader Header() =>
        new() { Realm = "live", CommandId = Guid.CreateVersion7().ToString(), IssuedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) };
}
