using System.Collections.Immutable;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Calls;
using Eoc.Domain.Calls.Attaching;
using Eoc.Domain.Calls.Taking;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Closing;
using Eoc.Domain.Incidents.Listing;
using Eoc.Domain.Incidents.Opening;
using Eoc.Domain.Units;
using Eoc.Domain.Units.Advancing;
using Eoc.Domain.Units.Dispatching;
using Eoc.Domain.Units.Ending;
using Eoc.Domain.Units.Enrolling;
using Eoc.Contracts.Events.Calls;

namespace Eoc.Domain.Tests.Givens;

/// <summary>What holds before a test begins; each builds on another.</summary>
internal static class Given
{
    public static Story<Unit> NoUnit(UnitId unit) => new(StreamId.Of(RealmId.Live, unit), Unit.Unknown, Unit.Evolve);

    public static Story<Unit> Available(UnitId unit, Audience? audience = null) =>
        NoUnit(unit).Then((state, moment) => Enrol.Decide(state, new(unit, Profile(audience)), moment), TheSystem(-600));

    public static UnitProfile Profile(Audience? audience = null) => new("Engine 12", "engine", "Station 12", audience ?? Audience.Room);

    public static Story<Unit> DispatchedTo(this Story<Unit> unit, IncidentId incident, Moment? when = null, Audience? audience = null) =>
        unit.Then((state, moment) => Dispatch.Decide(state, To(unit, incident, IfCommitted.Refuse, audience: audience), moment), when ?? Dispatcher());

    public static Story<Unit> StackedOn(this Story<Unit> unit, IncidentId incident, Moment? when = null) =>
        unit.Then((state, moment) => Dispatch.Decide(state, To(unit, incident, IfCommitted.Stack), moment), when ?? Dispatcher());

    public static Story<Unit> Reached(this Story<Unit> unit, AssignmentStep step, IncidentId incident, Moment? when = null) =>
        unit.Then((state, moment) => Advance.Decide(state, new(IdOf(unit).To(incident), step), moment), when ?? Dispatcher());

    public static Story<Unit> ClearedFrom(this Story<Unit> unit, IncidentId incident, Moment? when = null) =>
        unit.Then((state, moment) => End.Decide(state, new(IdOf(unit).To(incident), AssignmentEnd.Cleared, false, string.Empty), moment), when ?? Dispatcher());

    public static Story<Unit> On(this Story<Unit> unit, PrimaryStatus duty, string reason, Moment? when = null) =>
        unit.Then((state, moment) => SetDuty.Decide(state, new(duty, reason, null), moment), when ?? Dispatcher());

    public static DispatchUnit To(Story<Unit> unit, IncidentId incident, IfCommitted mode = IfCommitted.Refuse, string reason = "", Audience? audience = null) =>
        new(IdOf(unit).To(incident), incident, audience ?? Audience.Room, mode, reason);

    public static UnitId IdOf(Story<Unit> unit) => UnitId.Parse(unit.Stream.Local);

    public static Story<Incident> NoIncident(IncidentId incident) => new(StreamId.Of(RealmId.Live, incident), Incident.Unknown, Incident.Evolve);

    public static Story<Incident> Opened(IncidentId incident, Audience? audience = null, CallId? call = null, int priority = 2) =>
        NoIncident(incident).Then(
            (state, moment) => Open.Decide(state, Opening(incident, audience, call, priority), Number, moment),
            audience is null ? Dispatcher(-10) : Detective(-10));

    public static readonly IncidentNumber Number = new("cfd", 2026, 42);

    public static OpenIncident Opening(IncidentId incident, Audience? audience = null, CallId? call = null, int priority = 2) =>
        new(incident, new("structure-fire", priority, "12 W Lake St", new GeoPoint(41.88, -87.63), "Smoke"), audience ?? Audience.Room, call);

    /// <summary>The incident after its unit told it something.</summary>
    public static Story<Incident> Told(this Story<Incident> incident, ListedAssignment assignment, params Anomaly[] anomalies) =>
        incident.Then((state, moment) => ListAssignment.Decide(state, new(assignment, [.. anomalies]), moment), TheSystem());

    public static Story<Incident> ToldBy(this Story<Incident> incident, CallId call, long version, bool attached) =>
        incident.Then((state, moment) => ListCall.Decide(state, new(call, version, attached), moment), TheSystem());

    public static Story<Incident> Closed(this Story<Incident> incident) =>
        incident.Then((state, moment) => Close.Decide(state, Dispositions(state), Done(state), moment), Detective(30));

    /// <summary>Every open assignment whose unit says that it is done.</summary>
    public static ImmutableArray<AssignmentId> Done(Incident incident) => [.. incident.Assignments.Select(assignment => assignment.Assignment)];

    public static ImmutableArray<AgencyDisposition> Dispositions(Incident incident) =>
        [.. incident.Participants.Select(agency => new AgencyDisposition(agency, "14"))];

    public static ListedAssignment News(UnitId unit, IncidentId incident, AssignmentStep step, long version, AssignmentEnd? end = null) =>
        new(unit.To(incident), unit, step, end, version);

    public static Story<Call> NoCall(CallId call) => new(StreamId.Of(RealmId.Live, call), Call.Unknown, Call.Evolve);

    public static Story<Call> Taken(CallId call) => NoCall(call).Then((state, moment) => Take.Decide(state, new(call, Details()), moment), Dispatcher(-20));

    public static Story<Call> AttachedTo(this Story<Call> call, IncidentId incident, Audience? audience = null) =>
        call.Then((state, moment) => Attach.Decide(state, incident, audience ?? Audience.Room, moment), Dispatcher(-5));

    public static CallDetails Details() => new(CallChannel.Voice, "+13125550100", "J. Doe", "12 W Lake St", null, "I see smoke", Audience.Medical);
}
