using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Incidents.Admitting;
using Eoc.Incidents.Incidents;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;
using CallChannel = Eoc.Contracts.Events.Calls.CallChannel;

namespace Eoc.Incidents.Calls;

internal sealed class CallRpc(IGrainFactory grains, CommandEdge edge) : CallService.CallServiceBase
{
    public override async Task<TakeCallResponse> TakeCall(TakeCallRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = new TakeCall
        {
            Call = checks.Id<CallId>("call", request.Call),
            Channel = (CallChannel)checks.Choice("channel", request.Channel),
            CallbackNumber = checks.OptionalText("callback_number", request.CallbackNumber, 64),
            CallerName = checks.OptionalText("caller_name", request.CallerName, 200),
            Place = checks.OptionalText("place", request.Place, 500),
            Position = checks.OptionalPosition("position", request.Position),
            Narrative = checks.OptionalText("narrative", request.Narrative, 16_384, Lines.Many),
            CallerAudience = checks.OptionalId<Audience>("caller_audience", request.CallerAudience) ?? Audience.Room,
        };
        var outcome = await edge.Send(
            new(request, request.Header, checks, context),
            (admitted, cancellation) => grains.Call(admitted, command.Call).Take(admitted.Context!, command, cancellation));
        return new() { Outcome = outcome };
    }

    public override async Task<AttachCallResponse> AttachCall(AttachCallRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = new AttachCall { Call = checks.Id<CallId>("call", request.Call), Incident = checks.Id<IncidentId>("incident", request.Incident) };
        var outcome = await edge.Send(new(request, request.Header, checks, context), (admitted, cancellation) => Attach(admitted, command, cancellation));
        return new() { Outcome = outcome };
    }

    public override async Task<DetachCallResponse> DetachCall(DetachCallRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = new DetachCall { Call = checks.Id<CallId>("call", request.Call) };
        var outcome = await edge.Send(
            new(request, request.Header, checks, context),
            (admitted, cancellation) => grains.Call(admitted, command.Call).Detach(admitted.Context!, command, cancellation));
        return new() { Outcome = outcome };
    }

    private async Task<CommandResult> Attach(Admitted admitted, AttachCall command, CancellationToken cancellation)
    {
        var standing = await grains.Incident(admitted, command.Incident).Standing(admitted.Context!, cancellation);
        return standing.Exists
            ? await grains.Call(admitted, command.Call).Attach(
                admitted.Context!, command with { IncidentAudience = standing.Audience == Audience.Room ? null : standing.Audience }, cancellation)
            : Outcomes.Refused("not-found", ("what", nameof(StreamKind.Incident)));
    }
}
