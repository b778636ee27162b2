using System.Collections.Immutable;
using System.Globalization;
using Eoc.Contracts.Grains.Agencies;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Incidents.Admitting;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;
using Discipline = Eoc.Contracts.Events.Agencies.Discipline;

namespace Eoc.Incidents.Agencies;

internal sealed class AgencyRpc(IGrainFactory grains, CommandEdge edge) : AgencyService.AgencyServiceBase
{
    private const int MostAgencies = 1000;

    public override async Task<RegisterAgencyResponse> RegisterAgency(RegisterAgencyRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = new RegisterAgency
        {
            Agency = checks.Id<AgencyId>("agency", request.Agency),
            Name = checks.Text("name", request.Name, 200),
            Discipline = (Discipline)checks.Choice("discipline", request.Discipline),
        };
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Agency(admitted, command.Agency).Register(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<SetDispatchConsentResponse> SetDispatchConsent(SetDispatchConsentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var agency = checks.Id<AgencyId>("agency", request.Agency);
        checks.Count("may_dispatch", request.MayDispatch.Count, 0, MostAgencies);
        ImmutableArray<AgencyId> agencies =
            [.. request.MayDispatch.Select((id, index) => checks.Id<AgencyId>(string.Create(CultureInfo.InvariantCulture, $"may_dispatch[{index}]"), id))];
        var command = new SetDispatchConsent { MayDispatch = agencies };
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Agency(admitted, agency).SetConsent(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    private IAgencyGrain Agency(Admitted admitted, AgencyId agency) => grains.GetGrain<IAgencyGrain>(StreamId.Of(admitted.Realm, agency).ToString());
}
