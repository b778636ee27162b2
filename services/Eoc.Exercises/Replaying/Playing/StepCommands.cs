using Eoc.Exercises.Acting;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Replaying.Planning;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Eoc.Exercises.Replaying.Playing;

/// <summary>A step as the call that a console or a unit's terminal would make.</summary>
internal sealed class StepCommands(Clients clients, ReplayScript script, TimeProvider time)
{
    /// <summary>Plays one step for whoever it falls to.</summary>
    public Task<Outcome> Send(PlanStep step, Actor actor, CancellationToken cancellation) => step.Kind switch
    {
        StepKind.TakeCall => Answer(actor.Ask(o => clients.Calls.TakeCallAsync(TakeCall(step), o), cancellation), r => r.Outcome),
        StepKind.OpenIncident => Answer(actor.Ask(o => clients.Incidents.OpenIncidentAsync(Open(step), o), cancellation), r => r.Outcome),
        StepKind.NoteTimes => Answer(actor.Ask(o => clients.Incidents.NoteIncidentAsync(Note(step), o), cancellation), r => r.Outcome),
        StepKind.Dispatch => Answer(actor.Ask(o => clients.Units.DispatchUnitAsync(Dispatch(step), o), cancellation), r => r.Outcome),
        StepKind.Clear or StepKind.EndUnknown => Answer(actor.Ask(o => clients.Units.EndAssignmentAsync(End(step), o), cancellation), r => r.Outcome),
        StepKind.Close => Answer(actor.Ask(o => clients.Incidents.CloseIncidentAsync(Close(step), o), cancellation), r => r.Outcome),
        _ => Answer(actor.Ask(o => clients.Units.AdvanceAssignmentAsync(Advance(step), o), cancellation), r => r.Outcome),
    };

    private static async Task<Outcome> Answer<T>(Task<T> asked, Func<T, Outcome> outcome)
    {
        try
        {
            return outcome(await asked);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument)
        {
            // What the API does not accept is a refusal like any other to a replay: it is told with its row, and the rest goes on.
            return new() { Refusal = new() { Code = "invalid-argument", Arguments = { ["detail"] = e.Status.Detail } } };
        }
    }

    private TakeCallRequest TakeCall(PlanStep step) => new()
    {
        Header = Header(step),
        Call = script.Call(step).ToString(),
        Channel = CallChannel.Import,
        Place = step.Row.Row.Description.Place,
        Position = Position(step),
        Narrative = step.Row.Row.Description.Type,
    };

    private OpenIncidentRequest Open(PlanStep step) => new()
    {
        Header = Header(step),
        Incident = script.Incident(step).ToString(),
        Type = step.Row.Row.Description.Type,
        Priority = step.Row.Row.Description.Priority,
        Place = step.Row.Row.Description.Place,
        Position = Position(step),
        Title = $"{step.Row.Row.Description.Type}, call {step.Row.Row.Call}",
        Call = script.Call(step).ToString(),
    };

    private NoteIncidentRequest Note(PlanStep step) => new()
    {
        Header = Header(step),
        Incident = script.Incident(step).ToString(),
        Text = $"{step.Row.Row.Unit}: the local hour came twice and the first was taken for {string.Join(", ", step.Row.Row.CameTwice)}",
    };

    private DispatchUnitRequest Dispatch(PlanStep step) => new()
    {
        Header = Header(step),
        Unit = script.Unit(step.Row.Unit),
        Incident = script.Incident(step).ToString(),
        Assignment = script.Assignment(step).ToString(),
        IfCommitted = step.Stacked ? IfCommitted.Stack : IfCommitted.Refuse,
    };

    private AdvanceAssignmentRequest Advance(PlanStep step) => new()
    {
        Header = Header(step),
        Unit = script.Unit(step.Row.Unit),
        Assignment = script.Assignment(step).ToString(),
        Step = step.Kind switch
        {
            StepKind.EnRoute => AssignmentStep.EnRoute,
            StepKind.OnScene => AssignmentStep.OnScene,
            StepKind.Transporting => AssignmentStep.Transporting,
            _ => AssignmentStep.AtHospital,
        },
    };

    private EndAssignmentRequest End(PlanStep step) => new()
    {
        Header = Header(step),
        Unit = script.Unit(step.Row.Unit),
        Assignment = script.Assignment(step).ToString(),
        End = AssignmentEnd.Cleared,
        EndUnknown = step.Kind == StepKind.EndUnknown,
    };

    private CloseIncidentRequest Close(PlanStep step) => new()
    {
        Header = Header(step),
        Incident = script.Incident(step).ToString(),
        Dispositions = { new AgencyDisposition { Agency = script.Agency.ToString(), Disposition = step.Row.Row.Description.Disposition } },
    };

    private CommandHeader Header(PlanStep step) => new()
    {
        Realm = script.Realm.ToString(),
        CommandId = script.Command(step).ToString(),
        IssuedAt = time.GetUtcNow().ToTimestamp(),
        OccurredAt = step.OccurredAt.ToTimestamp(),
        Source = OccurredSource.Import,
    };

    private static LatLng? Position(PlanStep step) =>
        step.Row.Row.Description.Position is { } point ? new() { Latitude = point.Latitude, Longitude = point.Longitude } : null;
}
