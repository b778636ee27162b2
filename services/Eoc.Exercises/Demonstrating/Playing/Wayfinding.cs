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
    private const double OffStreetMetres = 220;

    /// <summary>The first of these wishes that the city knows and that lies by a street; where there is none, the place from which the last one's unit goes out.</summary>
    public async Task<(string Place, GeoPoint At)> Place(IEnumerable<PlaceWish> wishes, CancellationToken cancellation)
    {
        var last = default(PlaceWish);
        foreach (var wish in wishes)
        {
            last = wish;
            if (await Known(wish, cancellation) is { } found && await AtStreet(wish.From.Home, found.At, cancellation) is { } curb) return (found.Place, curb);
        }

        return ($"By {last.From.Station}", last.From.Home);
    }

    private async Task<(string Place, GeoPoint At)?> Known(PlaceWish wish, CancellationToken cancellation)
    {
        if (wish.Query.Length == 0) return null;
        var request = new FindPlaceRequest { Realm = RealmId.Demo.Value, Query = wish.Query, Limit = 1, Near = Wire(wish.Near) };
        var found = await asker.Ask(o => clients.Cities.FindPlaceAsync(request, o), cancellation);
        return found.Candidates.FirstOrDefault() is { } best && Drive.Metres(Point(best.At), wish.Near) < FarMetres ? (best.Label, Point(best.At)) : null;
    }

    /// <summary>
    /// The place at the street from which one gets there; null when there is none near. An address grid goes on where the land ends, and nothing happens
    /// out in the water.
    /// </summary>
    private async Task<GeoPoint?> AtStreet(GeoPoint from, GeoPoint at, CancellationToken cancellation)
    {
        var request = new FindRouteRequest { Realm = RealmId.Demo.Value, From = Wire(from), To = Wire(at) };
        var route = await asker.Ask(o => clients.Cities.FindRouteAsync(request, o), cancellation);
        if (!route.OnStreets || route.Points.Count < 3) return at;
        var curb = Point(route.Points[^2].At);
        return Drive.Metres(curb, at) < OffStreetMetres ? curb : null;
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
