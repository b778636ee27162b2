using Eoc.Contracts.Rpc.V1;

namespace Eoc.SystemTests.Commanding;

/// <summary>What a dispatcher says, in the words of the wire API.</summary>
internal static class Commands
{
    public static Task<Attempt> TakeCall(this Desk desk, Guid call) => desk.Send(
        $"take call {call}",
        (header, edge, options) => new CallService.CallServiceClient(edge).TakeCallAsync(
            new() { Header = header, Call = call.ToString(), Channel = CallChannel.Voice, Place = "200 N State St", Narrative = "smoke" }, options),
        reply => reply.Outcome);

    public static Task<Attempt> OpenIncident(this Desk desk, Guid incident, Guid? call = null) => desk.Send(
        $"open incident {incident}",
        (header, edge, options) => new IncidentService.IncidentServiceClient(edge).OpenIncidentAsync(
            new() { Header = header, Incident = incident.ToString(), Type = "FIRE", Priority = 1, Call = call?.ToString() ?? string.Empty }, options),
        reply => reply.Outcome);

    public static Task<Attempt> Note(this Desk desk, Guid incident, string text) => desk.Send(
        $"note {text} on {incident}",
        (header, edge, options) => new IncidentService.IncidentServiceClient(edge).NoteIncidentAsync(
            new() { Header = header, Incident = incident.ToString(), Text = text }, options),
        reply => reply.Outcome);

    public static Task<Attempt> Dispatch(this Desk desk, string unit, Guid incident, Guid assignment) => desk.Send(
        $"dispatch {unit} to {incident} as {assignment}",
        (header, edge, options) => new UnitService.UnitServiceClient(edge).DispatchUnitAsync(
            new() { Header = header, Unit = unit, Incident = incident.ToString(), Assignment = assignment.ToString(), IfCommitted = IfCommitted.Refuse }, options),
        reply => reply.Outcome);

    public static Task<Attempt> Advance(this Desk desk, string unit, Guid assignment, AssignmentStep step) => desk.Send(
        $"advance {assignment} of {unit} to {step}",
        (header, edge, options) => new UnitService.UnitServiceClient(edge).AdvanceAssignmentAsync(
            new() { Header = header, Unit = unit, Assignment = assignment.ToString(), Step = step }, options),
        reply => reply.Outcome);

    public static Task<Attempt> End(this Desk desk, string unit, Guid assignment) => desk.Send(
        $"end {assignment} of {unit}",
        (header, edge, options) => new UnitService.UnitServiceClient(edge).EndAssignmentAsync(
            new() { Header = header, Unit = unit, Assignment = assignment.ToString(), End = AssignmentEnd.Cleared }, options),
        reply => reply.Outcome);

    public static Task<Attempt> Enrol(this Desk desk, string unit, string station = "") => desk.Send(
        $"enrol {unit}",
        (header, edge, options) => new UnitService.UnitServiceClient(edge).EnrolUnitAsync(
            new() { Header = header, Unit = unit, CallSign = unit.Split('/')[1].ToUpperInvariant(), Kind = "ENGINE", Station = station }, options),
        reply => reply.Outcome);

    public static Task<Attempt> OpenRealm(this Desk desk) => desk.Send(
        $"open realm {desk.Realm}",
        (header, edge, options) => new RealmService.RealmServiceClient(edge).OpenRealmAsync(
            new() { Header = header, Kind = desk.Realm == "live" ? RealmKind.Live : RealmKind.Exercise, TimeZone = "America/Chicago", Title = "Live", Clock = ClockMode.Wall }, options),
        reply => reply.Outcome);

    public static Task<Attempt> Register(this Desk desk, string agency) => desk.Send(
        $"register {agency}",
        (header, edge, options) => new AgencyService.AgencyServiceClient(edge).RegisterAgencyAsync(
            new() { Header = header, Agency = agency, Name = agency, Discipline = Discipline.Fire }, options),
        reply => reply.Outcome);
}
