using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Reporting;
using Xunit;

namespace Eoc.Exercises.Tests;

/// <summary>From the facts of a realm back to who responded to what, when.</summary>
public sealed class Putting_responses_together
{
    private static readonly DateTimeOffset Midnight = new(2017, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly RealmId Realm = RealmId.Parse("replay-1");
    private static readonly UnitId Engine = UnitId.Parse("sffd/e39");
    private static readonly CallId Call = new(DerivedId.From("call"));
    private static readonly IncidentId Incident = new(DerivedId.From("incident"));
    private static readonly AssignmentId Assignment = new(DerivedId.From("assignment"));
    private static readonly UnitStanding Standing = new(PrimaryStatus.NotAvailable, Assignment, []);
    private static readonly Audience Police = Audience.LawEnforcementSensitive;

    private readonly ResponsesInJournal _responses = new(audience => audience == Audience.Room);

    [Fact]
    public void takes_each_time_from_the_fact_that_says_it()
    {
        TakeWhole();

        var response = Assert.Single(_responses.ToList());

        Assert.Equal((Call.ToString(), "sffd/e39"), (response.Call, response.Unit));
        Assert.Equal(
            [0, 1, 2, 3, 4, 5, 6, 7],
            Enum.GetValues<Stamp>().Select(stamp => (int)(response.Stamps[stamp]!.Value - Midnight).TotalMinutes));
    }

    [Fact]
    public void knows_no_end_that_nobody_knows()
    {
        Dispatched();
        Take(9, new AssignmentEnded(Assignment, Incident, AssignmentEnd.Cleared, false, null, "", Standing), StreamId.Of(Realm, Engine));

        Assert.Null(Assert.Single(_responses.ToList()).Stamps[Stamp.Available]);
    }

    [Fact]
    public void finds_the_call_that_was_attached_later()
    {
        Dispatched();
        Take(0, new CallTaken(Call, new(CallChannel.Voice, "", "", "", null, "", Audience.Room)), StreamId.Of(Realm, Call));
        Take(1, new IncidentOpened(Incident, new("sffd", 2017, 1), new("Alarm", 1, "", null, ""), Audience.Room, null, []), StreamId.Of(Realm, Incident));
        Take(5, new CallAttached(Call, Incident), StreamId.Of(Realm, Call));

        Assert.Equal(Midnight, Assert.Single(_responses.ToList()).Stamps[Stamp.Received]);
    }

    [Fact]
    public void leaves_out_an_incident_that_the_viewer_may_not_know_of()
    {
        Take(2, new UnitDispatched(Assignment, Incident, Police, Engine.Agency, null, "", Standing), StreamId.Of(Realm, Engine));

        Assert.Empty(_responses.ToList());
    }

    [Fact]
    public void leaves_out_a_unit_that_the_viewer_may_not_know_of()
    {
        Dispatched();
        Assert.NotEmpty(_responses.ToList());

        Take(3, new UnitEnrolled(Engine, new("E39", "ENGINE", "", Police), Standing), StreamId.Of(Realm, Engine));

        Assert.Empty(_responses.ToList());
    }

    private void TakeWhole()
    {
        Take(0, new CallTaken(Call, new(CallChannel.Import, "", "", "", null, "", Audience.Room)), StreamId.Of(Realm, Call));
        Take(1, new IncidentOpened(Incident, new("sffd", 2017, 1), new("Alarm", 1, "", null, ""), Audience.Room, Call, []), StreamId.Of(Realm, Incident));
        Dispatched();
        AssignmentStep[] steps = [AssignmentStep.EnRoute, AssignmentStep.OnScene, AssignmentStep.Transporting, AssignmentStep.AtHospital];
        foreach (var (at, step) in steps.Index())
            Take(3 + at, new AssignmentAdvanced(Assignment, Incident, step, null, Standing), StreamId.Of(Realm, Engine));
        Take(7, new AssignmentEnded(Assignment, Incident, AssignmentEnd.Cleared, true, null, "", Standing), StreamId.Of(Realm, Engine));
    }

    private void Dispatched() => Take(2, new UnitDispatched(Assignment, Incident, Audience.Room, Engine.Agency, null, "", Standing), StreamId.Of(Realm, Engine));

    private void Take(int minute, Fact fact, StreamId stream)
    {
        var at = Midnight.AddMinutes(minute);
        var id = new EventId(DerivedId.From(stream.ToString(), fact.GetType().Name));
        _responses.Take(new(id, stream, 1, FactCodec.TypeOf(fact), "dispatcher-1", Engine.Agency, at, OccurredSource.Import, at, new(id.Value)), fact);
    }
}
