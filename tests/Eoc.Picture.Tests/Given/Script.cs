using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Agencies;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Picture.Tests.Given;

/// <summary>Writes down what happens in a realm, as the journal would store it; the same calls give the same bytes.</summary>
internal sealed class Script(TimeProvider? clock = null, string realm = "live")
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly AgencyId Fire = AgencyId.Parse("cfd");
    public static readonly AgencyId Police = AgencyId.Parse("cpd");
    public static readonly Audience Sensitive = Audience.LawEnforcementSensitive;
    public static readonly GeoPoint Loop = new(41.8781, -87.6298);
    public static readonly GeoPoint Ohare = new(41.9786, -87.9048);

    private readonly Dictionary<StreamId, long> _versions = [];

    public RealmId Realm { get; } = RealmId.Parse(realm);

    /// <summary>What was written, in order.</summary>
    public List<StoredFact> Facts { get; } = [];

    /// <summary>Event time of the next fact.</summary>
    public DateTimeOffset Now { get; set; } = Noon;

    public static IncidentId Incident(string name) => new(DerivedId.From("incident", name));

    public static CallId Call(string name) => new(DerivedId.From("call", name));

    public static AssignmentId Assignment(string name) => new(DerivedId.From("assignment", name));

    public StoredFact Write(StreamId stream, Fact fact)
    {
        var version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        Now = clock?.GetUtcNow() ?? Now.AddSeconds(1);
        // By what it says, not by its version, so that what is hidden beside it changes nothing of it.
        var id = new EventId(DerivedId.From(stream.ToString(), Convert.ToHexString(FactCodec.Encode(fact))));
        var header = new FactHeader(
            id, stream, version, FactCodec.TypeOf(fact), "dispatcher-1", Fire, Now, OccurredSource.Dispatcher, Now, new CommandId(id.Value));
        var stored = new StoredFact(header, FactCodec.Encode(fact), new byte[32]);
        Facts.Add(stored);
        return stored;
    }

    public StoredFact Open(string incident, GeoPoint? at = null, Audience? audience = null, string title = "Structure fire") =>
        Write(Of(incident), new IncidentOpened(
            Incident(incident), new IncidentNumber("cfd", 2026, 42), new IncidentDetails("FIRE", 1, "12 W Lake", at ?? Loop, title),
            audience ?? Audience.Room, null, [IncidentStatus.Active]));

    public StoredFact Update(string incident, GeoPoint? at, string title = "Structure fire") =>
        Write(Of(incident), new IncidentUpdated(new IncidentDetails("FIRE", 1, "12 W Lake", at, title), [IncidentStatus.Active]));

    public StoredFact Note(string incident, string text, Audience? audience = null) =>
        Write(Of(incident), new IncidentNoted(text, false, audience ?? Audience.Room, [IncidentStatus.Active]));

    public StoredFact List(string incident, string assignment, UnitId unit, AssignmentStep step) => Write(Of(incident), new IncidentAssignmentListed(
        new ListedAssignment(Assignment(assignment), unit, step, null, 1), [unit.Agency], [IncidentStatus.Active, IncidentStatus.ResourcesAssigned]));

    public StoredFact Flag(string incident, UnitId unit, Audience? audience = null) => Write(
        Of(incident), new IncidentAnomalyFlagged(new Anomaly(AnomalyKind.EndUnknown, unit, Assignment("a"), null, audience), [IncidentStatus.Active]));

    public StoredFact Close(string incident) => Write(Of(incident), new IncidentClosed([], [IncidentStatus.Closed]));

    public StoredFact Reopen(string incident) =>
        Write(Of(incident), new IncidentReopened(ReopenCause.Requested, "smoke again", [IncidentStatus.Active, IncidentStatus.ReOpened]));

    public StoredFact Enrol(UnitId unit, Audience? audience = null) => Write(StreamId.Of(Realm, unit), new UnitEnrolled(
        unit, new UnitProfile(unit.Local.ToUpperInvariant(), "engine", "station 1", audience ?? Audience.Room), Free));

    public StoredFact SetDuty(UnitId unit, string reason) => Write(StreamId.Of(Realm, unit), new UnitDutyChanged(
        new Duty(PrimaryStatus.NotAvailable, reason, "dispatcher-1", Now, null), new UnitStanding(PrimaryStatus.NotAvailable, null, [])));

    public StoredFact Dispatch(UnitId unit, string assignment, string incident, Audience? audience = null) => Write(StreamId.Of(Realm, unit), new UnitDispatched(
        Assignment(assignment), Incident(incident), audience ?? Audience.Room, Fire, null, string.Empty, Busy(assignment)));

    public StoredFact Advance(UnitId unit, string assignment, string incident, AssignmentStep step) =>
        Write(StreamId.Of(Realm, unit), new AssignmentAdvanced(Assignment(assignment), Incident(incident), step, null, Busy(assignment)));

    public StoredFact End(UnitId unit, string assignment, string incident) => Write(StreamId.Of(Realm, unit), new AssignmentEnded(
        Assignment(assignment), Incident(incident), AssignmentEnd.Cleared, true, null, string.Empty, Free));

    public StoredFact Take(string call, Audience? caller = null, GeoPoint? at = null) => Write(StreamId.Of(Realm, Call(call)), new CallTaken(
        Call(call), new CallDetails(CallChannel.Voice, "312-555-0100", "J. Doe", "12 W Lake", at, "smoke", caller ?? Audience.Room)));

    public StoredFact Attach(string call, string incident, Audience? audience = null) =>
        Write(StreamId.Of(Realm, Call(call)), new CallAttached(Call(call), Incident(incident), audience));

    public StoredFact Detach(string call, string incident) =>
        Write(StreamId.Of(Realm, Call(call)), new CallDetached(Call(call), Incident(incident)));

    public StoredFact Register(AgencyId agency) =>
        Write(StreamId.Of(Realm, agency), new AgencyRegistered(agency, agency.ToString(), Discipline.Fire));

    private static UnitStanding Free => new(PrimaryStatus.Available, null, []);

    private static UnitStanding Busy(string assignment) => new(PrimaryStatus.NotAvailable, Assignment(assignment), []);

    private StreamId Of(string incident) => StreamId.Of(Realm, Incident(incident));

    /// <summary>A busy quarter of an hour: every kind of fact, everything hidden that can be hidden.</summary>
    public static Script Shift()
    {
        var script = new Script();
        var (engine, undercover) = (UnitId.Parse("cfd/e12"), UnitId.Parse("cpd/x9"));
        script.Register(Fire);
        script.Register(Police);
        script.Enrol(engine);
        script.Enrol(undercover, Sensitive);
        script.Take("first", Audience.SourceProtected, Loop);
        script.Open("fire");
        script.Attach("first", "fire");
        script.Dispatch(engine, "a", "fire");
        script.List("fire", "a", engine, AssignmentStep.Dispatched);
        script.Note("fire", "second floor");
        script.Note("fire", "two burned", Audience.Medical);
        script.Advance(engine, "a", "fire", AssignmentStep.EnRoute);
        script.Open("raid", Ohare, Sensitive, "Warrant");
        script.Dispatch(undercover, "b", "raid", Sensitive);
        script.Take("tip", Sensitive);
        script.Attach("tip", "raid", Sensitive);
        script.Flag("fire", undercover, Sensitive);
        script.Advance(engine, "a", "fire", AssignmentStep.OnScene);
        script.Update("fire", Ohare, "Working fire");
        script.End(engine, "a", "fire");
        script.SetDuty(engine, "refuel");
        script.Detach("tip", "raid");
        script.Attach("tip", "fire");
        script.Enrol(undercover);
        script.Note("raid", "done");
        script.Close("fire");
        script.Reopen("fire");
        return script;
    }
}
