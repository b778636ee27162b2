using Eoc.Contracts.Grains.Agencies;
using Eoc.Contracts.Ids;
using Eoc.ServiceDefaults.Calling;

namespace Eoc.Incidents.Agencies;

/// <summary>The policy point's question to the agency itself.</summary>
internal sealed class GrainConsents(IGrainFactory grains) : IDispatchConsents
{
    public async ValueTask<bool> MayDispatch(RealmId realm, AgencyId owner, AgencyId dispatcher, CancellationToken cancellation) =>
        await grains.GetGrain<IAgencyGrain>(StreamId.Of(realm, owner).ToString()).MayDispatch(dispatcher, cancellation);
}
