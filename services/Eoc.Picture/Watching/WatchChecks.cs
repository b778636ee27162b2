using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Area = Eoc.Picture.Placing.Area;

namespace Eoc.Picture.Watching;

/// <summary>Reads what a viewer asks for. What it may see is never asked for: it follows from who it is.</summary>
internal static class WatchChecks
{
    private const int MostAreas = 64;
    private const int MostKinds = 16;
    private const int MostTokens = 10_000;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming every field that is wrong.</exception>
    public static (RealmId Realm, ViewerScope Scope) Read(WatchRequest request, Caller caller)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        checks.Count("areas", request.Areas.Count, 0, MostAreas);
        checks.Count("kinds", request.Kinds.Count, 0, MostKinds);
        checks.Count("since", request.Since.Count, 0, MostTokens);
        var areas = request.Areas.Take(MostAreas).Select((area, at) => Read(checks.In(Indexed("areas", at)), area)).ToImmutableArray();
        var kinds = request.Kinds.Take(MostKinds).Select((kind, at) => checks.Choice(Indexed("kinds", at), kind)).ToImmutableArray();
        checks.Done();
        return (realm, new(caller.Labels.Select(label => label.Label).ToFrozenSet(StringComparer.Ordinal), areas, kinds));
    }

    private static Area Read(RequestChecks checks, Contracts.Rpc.V1.Area area)
    {
        var south = checks.Number("south", area.South, -90, 90);
        var north = checks.Number("north", area.North, -90, 90);
        if (south > north) checks.Violate("north", "give a latitude not below south");
        return new(south, checks.Number("west", area.West, -180, 180), north, checks.Number("east", area.East, -180, 180));
    }

    private static string Indexed(string field, int at) => string.Create(CultureInfo.InvariantCulture, $"{field}[{at}]");
}
