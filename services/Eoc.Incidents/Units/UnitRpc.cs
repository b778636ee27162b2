using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Grains.Units;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Incidents.Admitting;
using Eoc.Incidents.Incidents;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;

namespace Eoc.Incidents.Units;

internal sealed class UnitRpc(IGrainFactory grains, CommandEdge edge) : UnitService.UnitServiceBase
{
    public override async Task<EnrolUnitResponse> EnrolUnit(EnrolUnitRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = UnitRequests.Read(checks, request);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Unit(admitted, command.Unit).Enrol(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<SetUnitDutyResponse> SetUnitDuty(SetUnitDutyRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var unit = checks.Id<UnitId>("unit", request.Unit);
        var command = UnitRequests.Read(checks, request);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Unit(admitted, unit).SetDuty(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<DispatchUnitResponse> DispatchUnit(DispatchUnitRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var unit = checks.Id<UnitId>("unit", request.Unit);
        var command = UnitRequests.Read(checks, request);
        var outcome = await edge.Send(new(request, request.Header, checks, context), (admitted, ct) => Dispatch(admitted, unit, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<AdvanceAssignmentResponse> AdvanceAssignment(AdvanceAssignmentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var unit = checks.Id<UnitId>("unit", request.Unit);
        var command = UnitRequests.Read(checks, request);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Unit(admitted, unit).Advance(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<EndAssignmentResponse> EndAssignment(EndAssignmentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var unit = checks.Id<UnitId>("unit", request.Unit);
        var command = UnitRequests.Read(checks, request);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Unit(admitted, unit).End(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    /// <summary>The incident says whether it is open and who may know of it; then the unit decides.</summary>
    private async Task<CommandResult> Dispatch(Admitted admitted, UnitId unit, DispatchUnit command, CancellationToken cancellation)
    {
        var standing = await grains.Incident(admitted, command.Incident).Standing(admitted.Context!, cancellation);
        return Refusal(standing, command) is { } because
            ? await Unit(admitted, unit).DeclineDispatch(admitted.Context!, because, cancellation)
            : await Unit(admitted, unit).Dispatch(admitted.Context!, command with { IncidentAudience = standing.Audience }, cancellation);
    }

    private static RefusalReply? Refusal(IncidentStanding standing, DispatchUnit command) => standing switch
    {
        { Exists: false } => Outcomes.Refused("not-found", ("what", nameof(StreamKind.Incident))).Refusal,
        { Open: false } => Outcomes.Refused("incident-closed", ("incident", command.Incident.ToString())).Refusal,
        _ => null,
    };

    private IUnitGrain Unit(Admitted admitted, UnitId unit) => grains.GetGrain<IUnitGrain>(StreamId.Of(admitted.Realm, unit).ToString());
}
