using Eoc.Contracts.Grains.Realms;
using Eoc.Contracts.Ids;
using Eoc.Journal.Realms;
using Grpc.Core;

namespace Eoc.Cities.Serving;

/// <summary>Which city a realm is in.</summary>
internal interface IRealmCities
{
    /// <summary>Its pack's name, or null when it is in none.</summary>
    Task<CityId?> Of(RealmId realm, CancellationToken cancellation);
}

/// <summary>Asks the realm.</summary>
internal sealed class GrainCities(IGrainFactory grains, IRealmClocks clocks) : IRealmCities
{
    public async Task<CityId?> Of(RealmId realm, CancellationToken cancellation)
    {
        if (await clocks.Now(realm, cancellation) is null) throw new RpcException(new Status(StatusCode.NotFound, "There is no such realm."));
        return await grains.GetGrain<IRealmGrain>(StreamId.Of(realm).ToString()).City(cancellation);
    }
}
