using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf;
using Grpc.Core;

namespace Eoc.Cities.Serving;

internal sealed class CityRpc(IRealmCities realms, PackLibrary library) : CityService.CityServiceBase
{
    private const int PieceSize = 256 * 1024;
    private const int LongestQuery = 200;
    private const int MostCandidates = 20;
    private const int UsualCandidates = 8;
    private const int MostFaults = 20;

    public override async Task<GetCityResponse> GetCity(GetCityRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        return await Pack(checks, request.Realm, context) is { } loaded ? loaded.Pack.City : new();
    }

    public override async Task GetLayer(GetLayerRequest request, IServerStreamWriter<GetLayerResponse> responseStream, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var name = checks.Text("name", request.Name, 32);
        var loaded = await Pack(checks, request.Realm, context);
        var layer = loaded?.Pack.Layers.FirstOrDefault(layer => layer.Name == name)
            ?? throw new RpcException(new Status(StatusCode.NotFound, "The realm's city has no such layer: GetCity lists them."));
        for (var at = 0; at == 0 || at < layer.Bytes.Length; at += PieceSize)
        {
            var piece = layer.Bytes[at..Math.Min(at + PieceSize, layer.Bytes.Length)];
            var message = new GetLayerResponse { Piece = UnsafeByteOperations.UnsafeWrap(piece) };
            if (at == 0) (message.Sha256, message.Size) = (UnsafeByteOperations.UnsafeWrap(layer.Sha256), layer.Bytes.Length);
            await responseStream.WriteAsync(message, context.CancellationToken);
        }
    }

    public override async Task<FindPlaceResponse> FindPlace(FindPlaceRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var query = checks.Text("query", request.Query, LongestQuery);
        var limit = checks.Whole("limit", request.Limit, 0, MostCandidates);
        var near = checks.OptionalPosition("near", request.Near);
        var response = new FindPlaceResponse();
        if (await Pack(checks, request.Realm, context) is { } loaded)
            response.Candidates.Add(loaded.Places!.Find(query, limit == 0 ? UsualCandidates : limit, near));
        return response;
    }

    public override async Task<FindRouteResponse> FindRoute(FindRouteRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var (from, to) = (checks.Position("from", request.From), checks.Position("to", request.To));
        var loaded = await Pack(checks, request.Realm, context);
        var route = (loaded?.Streets ?? Routing.StreetGraph.Empty).Find(from, to);
        var response = new FindRouteResponse { Metres = route.Metres, Seconds = route.Seconds, OnStreets = route.OnStreets };
        response.Points.Add(route.Points.Select(point => new RoutePoint { At = point.At.ToWire(), Seconds = point.Seconds }));
        return response;
    }

    public override Task<ListCitiesResponse> ListCities(ListCitiesRequest request, ServerCallContext context)
    {
        var response = new ListCitiesResponse();
        foreach (var id in library.All())
        {
            if (library.Find(id) is not { } loaded) continue;
            var summary = new CitySummary { City = id.Value, Title = loaded.Pack.City.Title, TimeZone = loaded.Pack.City.TimeZone, Illustrative = loaded.Pack.City.Illustrative };
            summary.Faults.Add(loaded.Faults.Take(MostFaults).Select(fault => fault.ToString()));
            response.Cities.Add(summary);
        }

        return Task.FromResult(response);
    }

    /// <summary>The realm's pack; null when the realm is in none.</summary>
    private async Task<LoadedPack?> Pack(RequestChecks checks, string realmField, ServerCallContext context)
    {
        var realm = checks.Id<RealmId>("realm", realmField);
        checks.Done();
        if (await realms.Of(realm, context.CancellationToken) is not { } city) return null;
        var loaded = library.Find(city) ?? throw Bad($"The realm names the city pack \"{city}\", and this process has none of that name: put it into a folder of EOC_CITIES.");
        if (loaded.Faults.Count > 0) throw Bad($"The city pack \"{city}\" has {loaded.Faults.Count} faults, first {loaded.Faults[0]}. `eoc city check` says them all.");
        return loaded;
    }

    private static RpcException Bad(string what) => new(new Status(StatusCode.FailedPrecondition, what));
}
