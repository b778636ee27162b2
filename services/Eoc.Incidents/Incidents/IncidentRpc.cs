using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Incidents.Admitting;
using Eoc.Incidents.Realms;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;

namespace Eoc.Incidents.Incidents;

internal sealed class IncidentRpc(IGrainFactory grains, CommandEdge edge, RealmZones zones, Timelines timelines) : IncidentService.IncidentServiceBase
{
    public override async Task<OpenIncidentResponse> OpenIncident(OpenIncidentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = IncidentRequests.Read(checks, request);
        return new() { Outcome = await edge.Send(new(request, request.Header, checks, context), (admitted, ct) => Open(admitted, command, ct)) };
    }

    public override async Task<UpdateIncidentResponse> UpdateIncident(UpdateIncidentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var incident = checks.Id<IncidentId>("incident", request.Incident);
        var command = IncidentRequests.Read(checks, request);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => grains.Incident(admitted, incident).Update(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<PrioritiseIncidentResponse> PrioritiseIncident(PrioritiseIncidentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var incident = checks.Id<IncidentId>("incident", request.Incident);
        var command = new PrioritiseIncident
        {
            Priority = checks.Whole("priority", request.Priority, 1, 3),
            Reason = checks.OptionalText("reason", request.Reason, 500),
        };
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => grains.Incident(admitted, incident).Prioritise(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<NoteIncidentResponse> NoteIncident(NoteIncidentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var incident = checks.Id<IncidentId>("incident", request.Incident);
        var command = new NoteIncident
        {
            Text = checks.Text("text", request.Text, 16_384, Lines.Many),
            Urgent = request.Urgent,
            Audience = checks.OptionalId<Audience>("audience", request.Audience),
        };
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => grains.Incident(admitted, incident).Note(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<RecordDispositionResponse> RecordDisposition(RecordDispositionRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var incident = checks.Id<IncidentId>("incident", request.Incident);
        var command = IncidentRequests.Read(checks, request.Agency, request.Disposition);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context),
            (admitted, ct) => grains.Incident(admitted, incident).RecordDisposition(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<CloseIncidentResponse> CloseIncident(CloseIncidentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var incident = checks.Id<IncidentId>("incident", request.Incident);
        var command = IncidentRequests.Read(checks, request);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => grains.Incident(admitted, incident).Close(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<ReopenIncidentResponse> ReopenIncident(ReopenIncidentRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var incident = checks.Id<IncidentId>("incident", request.Incident);
        var command = new ReopenIncident { Reason = checks.Text("reason", request.Reason, 500) };
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => grains.Incident(admitted, incident).Reopen(admitted.Context!, command, ct));
        return new() { Outcome = outcome };
    }

    public override Task<GetTimelineResponse> GetTimeline(GetTimelineRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        var incident = checks.Id<IncidentId>("incident", request.Incident);
        var after = checks.OptionalId<EventId>("after", request.After);
        checks.Done();
        return timelines.Read(realm, incident, after, context);
    }

    private async Task<CommandResult> Open(Admitted admitted, OpenIncident command, CancellationToken cancellation)
    {
        if (command.FirstCall is { } call && await Unfit(admitted, call, command.Incident, cancellation) is { } refusal) return refusal;
        var local = await zones.Local(admitted.Realm, admitted.Context!.OccurredAt, cancellation);
        return await grains.Incident(admitted, command.Incident).Open(admitted.Context, command with { NumberYear = local.Year }, cancellation);
    }

    /// <summary>An incident is opened from a call that exists and belongs to no other.</summary>
    private async Task<CommandResult?> Unfit(Admitted admitted, CallId call, IncidentId incident, CancellationToken cancellation)
    {
        var standing = await grains.Call(admitted, call).Standing(cancellation);
        if (!standing.Exists) return Outcomes.Refused("not-found", ("what", nameof(StreamKind.Call)));
        if (standing.Incident is not { } there || there == incident) return null;
        return standing.IncidentAudience is not { } narrower || admitted.Context!.Sees(narrower)
            ? Outcomes.Refused("call-belongs-elsewhere", ("call", call.ToString()), ("incident", there.ToString()))
            : Outcomes.Refused("call-belongs-elsewhere", ("call", call.ToString()));
    }
}
