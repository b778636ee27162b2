using System.Text.Json;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Eoc.Exercises.Demonstrating.Playing;
using Grpc.Core;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>The shipped city's own limits and waters, and places that many demonstrations would draw in it.</summary>
public sealed class Where_things_happen
{
    private const int Seeds = 24;
    private const int Each = 20;

    [Fact]
    public async Task is_in_the_city_and_on_land()
    {
        await using var centre = await OwnCentre.Start();
        using var channel = Clients.Open(centre.Host.Address);
        var clients = new Clients(channel.CreateCallInvoker());
        var administrator = new Actor(centre.Host.SignInAdministrator, TimeProvider.System);
        var ground = await new Stage(clients, administrator, new Chance(1), TimeProvider.System).Open("demo-chicago", anew: false, CancellationToken.None);
        Assert.NotNull(ground);
        var limits = Rings(await Layer(clients, administrator, "limits"), _ => true);
        var lakes = Rings(await Layer(clients, administrator, "water"), kind => kind == "lake");
        Assert.NotEmpty(limits);
        Assert.NotEmpty(lakes);

        var astray = new List<string>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var prologue = new Prologue(ground, new Wayfinding(clients, administrator), new Chance(seed));
            var cases = await Task.WhenAll(Enumerable.Range(0, Each).Select(number => prologue.Draw(number, TimeProvider.System.GetUtcNow(), CancellationToken.None)));
            astray.AddRange(cases.Where(one => lakes.Any(lake => Holds(lake, one.At)) || !limits.Any(ring => Holds(ring, one.At)))
                .Select(one => FormattableString.Invariant($"{seed}: {one.Place} {one.At.Latitude:0.0000} {one.At.Longitude:0.0000}")));
        }

        Assert.Empty(astray);
    }

    private static async Task<JsonElement> Layer(Clients clients, Actor asker, string name)
    {
        using var call = clients.Cities.GetLayer(new() { Realm = RealmId.Demo.Value, Name = name }, await asker.Options(CancellationToken.None));
        var bytes = new List<byte>();
        await foreach (var message in call.ResponseStream.ReadAllAsync()) bytes.AddRange(message.Piece);
        return JsonDocument.Parse(bytes.ToArray()).RootElement;
    }

    private static List<double[][]> Rings(JsonElement layer, Func<string?, bool> wanted) =>
    [
        .. from feature in layer.GetProperty("features").EnumerateArray()
           where feature.GetProperty("geometry").GetProperty("type").GetString() == "Polygon"
              && wanted(feature.GetProperty("properties").TryGetProperty("kind", out var kind) ? kind.GetString() : null)
           select feature.GetProperty("geometry").GetProperty("coordinates")[0].Deserialize<double[][]>()!,
    ];

    /// <summary>Whether a ring of [longitude, latitude] goes round a point: a line from it crosses the ring an odd number of times.</summary>
    private static bool Holds(double[][] ring, GeoPoint at)
    {
        var inside = false;
        for (var (i, j) = (0, ring.Length - 1); i < ring.Length; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a[1] > at.Latitude != b[1] > at.Latitude && at.Longitude < (b[0] - a[0]) * (at.Latitude - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
        }

        return inside;
    }
}
