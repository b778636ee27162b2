using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Incidents.Admitting;

namespace Eoc.Incidents.Incidents;

/// <summary>Finds the grains that one command's admission concerns.</summary>
internal static class GrainAddresses
{
    public static IIncidentGrain Incident(this IGrainFactory grains, Admitted admitted, IncidentId incident) =>
        grains.GetGrain<IIncidentGrain>(StreamId.Of(admitted.Realm, incident).ToString());

    public static ICallGrain Call(this IGrainFactory grains, Admitted admitted, CallId call) =>
        grains.GetGrain<ICallGrain>(StreamId.Of(admitted.Realm, call).ToString());
}
