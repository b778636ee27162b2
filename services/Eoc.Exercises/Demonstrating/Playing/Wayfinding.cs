using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Grpc.Core;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>Asks the city for places and ways; where it does not know, a straight line will do.</summary>
internal sealed class Wayfinding(Clients clients, Actor asker)
{
    private const double MetresPerSecond = 9;
    private const double FarMetres = 6_000;

    /// <summary>Where something happens, in the city's words.</summary>
    public async Task<(string Place, GeoPoint At)> Place(PlaceWish wish, CancellationToken cancellation)
    {
        if (wish.Query.Length == 0) return (wish.Otherwise, wish.Near);
        var request = new FindPlaceRequest { Realm = RealmId.Demo.Value, Query = wish.Query, Limit = 1, Near = Wire(wish.Near) };
        var found = await asker.Ask(o => clients.Cities.FindPlaceAsync(request, o), cancellation);
        if (found.Candidates.FirstOrDefault() is not { } best || Drive.Metres(Point(best.At), wish.Near) > FarMetres) return (wish.Otherwise, wish.Near);
        return (best.Label, Point(best.At));
    }

    /// <summary>A drive along streets, leaving at the deed's time.</summary>
    public async Task<Drive> Way(WayDeed deed, CancellationToken cancellation)
    {
        try
        {
            var request = new FindRouteRequest { Realm = RealmId.Demo.Value, From = Wire(deed.From), To = Wire(deed.To) };
            var route = await asker.Ask(o => clients.Cities.FindRouteAsync(request, o), cancellation);
            if (route.Points.Count > 1) return new([.. route.Points.Select(point => new WayPoint(Point(point.At), point.Seconds))], deed.Leaves, deed.Haste);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.Unimplemented or StatusCode.FailedPrecondition)
        {
            // The city has no streets to drive on; the unit comes all the same.
        }

        return new(Straight(deed), deed.Leaves, deed.Haste);
    }

    private static ImmutableArray<WayPoint> Straight(WayDeed deed) =>
        [new(deed.From, 0), new(deed.To, Math.Max(1, Drive.Metres(deed.From, deed.To) / MetresPerSecond))];

    private static LatLng Wire(GeoPoint at) => new() { Latitude = at.Latitude, Longitude = at.Longitude };

    private static GeoPoint Point(LatLng at) => new(at.Latitude, at.Longitude);
}
