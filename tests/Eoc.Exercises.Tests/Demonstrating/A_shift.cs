using Xunit;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Planning;
using static Eoc.Exercises.Tests.Demonstrating.Grounds;

namespace Eoc.Exercises.Tests.Demonstrating;

public sealed class A_shift
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly UnitId Engine = UnitId.Parse("fd/e0");
    private readonly Shift _shift = new(Town(), new Chance(3));
    private readonly Room _room = new();

    [Fact]
    public void takes_the_call_opens_sends_works_and_closes()
    {
        _shift.Begin(Case(Kind("SICK PERSON")));

        var closing = (CloseDeed)_room.Until(_shift, Noon, Hour * 2, deed => deed is CloseDeed).Deed;

        Assert.Equal(["ems", "oec"], closing.Dispositions.Select(disposition => disposition.Agency).Order(StringComparer.Ordinal));
        Assert.All(_room.AssignmentsOf(closing.Case.Id), assignment => Assert.True(assignment.IsOver));
    }

    [Fact]
    public void does_each_thing_once_even_when_the_picture_is_slow()
    {
        _shift.Begin(Case(Kind("SICK PERSON")));
        var opens = Enumerable.Range(0, 60).SelectMany(second => _shift.Next(_room, Noon + TimeSpan.FromSeconds(second))).OfType<OpenDeed>().ToList();

        Assert.Single(opens.Select(open => open.Key).Distinct());
        Assert.InRange(opens.Count, 1, 4); // asked again after a while, under the same key
    }

    [Fact]
    public void leaves_some_to_the_newcomer_for_minutes_and_then_sends_itself()
    {
        var one = Case(Kind("FALL"), priority: 3, forNewcomer: true);
        _shift.Begin(one);

        var (_, at) = _room.Until(_shift, Noon, Hour, deed => deed is SendDeed);

        Assert.InRange((at - one.OpensAt).TotalMinutes, 4.9, 9.1);
    }

    [Fact]
    public void lets_a_unit_that_a_person_sent_acknowledge_come_and_clear()
    {
        var incident = Guid.CreateVersion7();
        _room.Open(incident, "SOMETHING ELSE", Point(0.01, 0.01), Noon);
        _room.Dispatch(Engine, incident, Noon);

        var steps = new List<AssignmentStep>();
        var (end, _) = _room.Until(_shift, Noon, Hour, deed =>
        {
            if (deed is AdvanceDeed advance) steps.Add(advance.Step);
            return deed is EndDeed;
        });

        Assert.Equal([AssignmentStep.Acknowledged, AssignmentStep.EnRoute, AssignmentStep.OnScene], steps);
        Assert.Equal((Engine, AssignmentEnd.Cleared), (((EndDeed)end).Unit, ((EndDeed)end).End));
        Assert.True(Drive.Metres(_shift.CrewOf[Engine].FixAt(Noon + Hour).At, Point(0.01, 0.01)) < 1);
    }

    [Fact]
    public void lets_a_unit_drive_to_an_incident_without_a_place_too()
    {
        var incident = Guid.CreateVersion7();
        _room.Open(incident, "SOMETHING ELSE", null, Noon);
        _room.Dispatch(Engine, incident, Noon);

        Assert.IsType<EndDeed>(_room.Until(_shift, Noon, Hour, deed => deed is EndDeed).Deed);
    }

    [Fact]
    public void brings_a_unit_home_that_was_cancelled_on_its_way()
    {
        var incident = Guid.CreateVersion7();
        _room.Open(incident, "SOMETHING ELSE", Point(0.05, 0.05), Noon);
        _room.Dispatch(Engine, incident, Noon);
        var (way, at) = _room.Until(_shift, Noon, Hour, deed => deed is WayDeed { Errand: Errand.Incident });
        _room.Apply(_shift, way, at);
        _room.End(Engine, AssignmentOutcome.AssignmentCancelled, at + TimeSpan.FromSeconds(60));

        var home = (WayDeed)_room.Until(_shift, at + TimeSpan.FromSeconds(61), Hour, deed => deed is WayDeed back && back.Unit == Engine).Deed;

        Assert.Equal((Errand.Home, _shift.CrewOf[Engine].Unit.Home), (home.Errand, home.To));
        Assert.True(Drive.Metres(home.From, home.To) > 100);
    }

    [Fact]
    public void sends_another_when_a_crew_cannot_come()
    {
        var one = Case(Kind("SICK PERSON"));
        _shift.Begin(one);
        var (first, at) = _room.Until(_shift, Noon, Hour, deed => deed is SendDeed);
        _room.Apply(_shift, first, at);
        _room.End(((SendDeed)first).Unit, AssignmentOutcome.UnableToDispatch, at + TimeSpan.FromSeconds(10));

        var second = (SendDeed)_room.Until(_shift, at + TimeSpan.FromSeconds(11), Hour, deed => deed is SendDeed).Deed;

        Assert.Equal("AMBULANCE", _shift.CrewOf[second.Unit].Unit.Kind);
    }

    [Fact]
    public void says_nothing_in_the_room_of_what_few_may_know()
    {
        var one = Case(Kind("ASSIST UNDERCOVER OFFICER"));
        _shift.Begin(one);

        var said = new List<Deed>();
        _room.Until(_shift, Noon, Hour * 2, deed =>
        {
            said.Add(deed);
            return deed is CloseDeed;
        });

        Assert.DoesNotContain(said, deed => deed is TakeCallDeed);
    }
}
