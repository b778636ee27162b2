using Eoc.Contracts.Grains.Realms;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Serving;

/// <summary>Which city a realm is in.</summary>
internal interface IRealmCities
{
    /// <summary>Its pack's name, or null when it is in none.</summary>
    Task<CityId?> Of(RealmId realm, CancellationToken cancellation);
}

/// <summary>Asks the realm.</summary>
internal sealed class GrainCities(IGrainFactory grains) : IRealmCities
{
    public Task<CityId?> Of(RealmId realm, CancellationToken cancellation) =>
        grains.GetGrain<IRealmGrain>(StreamId.Of(realm).ToString()).City(cancellation);
}
