using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Closing;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Incidents;

public sealed class Closing_an_incident
{
    private static readonly AgencyDisposition Cfds = new(Cfd, "14");

    [Fact]
    public void ends_it_with_every_agencys_disposition()
    {
        var closed = Given.Opened(Fire).Closed().State;

        Assert.False(closed.IsOpen);
        Assert.Equal([IncidentStatus.Closed], closed.Statuses);
        Assert.Equal([Cfds], closed.Dispositions);
    }

    [Fact]
    public void twice_is_done_once() => Assert.Equal(Decision.Nothing, Close.Decide(Given.Opened(Fire).Closed(), [], [], Dispatcher()));

    [Fact]
    public void is_refused_while_a_unit_serves_it() =>
        Assert.Equal("cfd/e12", Argument(Close.Decide(Served(), [Cfds], [], Dispatcher()), "units"));

    [Fact]
    public void goes_by_what_the_units_say_and_not_by_the_list() => Assert.Null(Close.Decide(Served(), [Cfds], [E12.To(Fire)], Dispatcher()).Refusal);

    [Fact]
    public void is_refused_over_a_unit_that_was_listed_after_the_others_were_asked() =>
        Assert.Equal(
            "cfd/t4",
            Argument(Close.Decide(Served().Told(Given.News(T4, Fire, AssignmentStep.Dispatched, 2)), [Cfds], [E12.To(Fire)], Dispatcher()), "units"));

    [Fact]
    public void is_refused_without_the_disposition_of_an_agency_that_took_part() =>
        Assert.Equal("cpd", Argument(Close.Decide(ServedByPolice(), [Cfds], [Car7.To(Fire)], Dispatcher()), "agencies"));

    [Fact]
    public void takes_dispositions_said_before_and_with_it_the_last_one_counting()
    {
        var before = ServedByPolice().Then((state, moment) => Close.Record(state, new(Cpd, "22"), moment), Detective());

        var after = before.Then((state, moment) => Close.Decide(state, [new(Cfd, "1"), Cfds], [Car7.To(Fire)], moment), Dispatcher()).State;

        Assert.Equal([new(Cpd, "22"), Cfds], after.Dispositions.OrderByDescending(said => said.Agency.Value));
    }

    [Fact]
    public void is_refused_without_telling_of_a_unit_its_actor_may_not_know_when_one_he_knows_serves_too()
    {
        var both = Served().Told(Hidden());

        Assert.Equal("cfd/e12", Argument(Close.Decide(both, [Cfds], [], Dispatcher()), "units"));
        Assert.Equal("cfd/e12 cpd/car-7", Argument(Close.Decide(both, [Cfds], [], Detective()), "units"));
    }

    [Fact]
    public void is_not_kept_from_it_by_a_unit_its_actor_may_not_know() =>
        Assert.Null(Close.Decide(Given.Opened(Fire).Told(Hidden()), [Cfds], [], Dispatcher()).Refusal);

    [Fact]
    public void is_undone_by_reopening_which_asks_for_dispositions_anew()
    {
        var reopened = Given.Opened(Fire).Closed().Then((state, moment) => Close.Reopen(state, "smoke again", moment), Dispatcher()).State;

        Assert.Equal([IncidentStatus.Active, IncidentStatus.ReOpened], reopened.Statuses);
        Assert.Empty(reopened.Dispositions);
    }

    [Fact]
    public void and_reopening_twice_is_done_once() =>
        Assert.Equal(
            Decision.Nothing, Close.Reopen(Given.Opened(Fire).Closed().Then((state, moment) => Close.Reopen(state, "smoke", moment), Dispatcher()), "x", Dispatcher()));

    [Fact]
    public void and_saying_a_disposition_twice_is_done_once() =>
        Assert.Equal(
            Decision.Nothing,
            Close.Record(Given.Opened(Fire).Then((state, moment) => Close.Record(state, Cfds, moment), Dispatcher()), Cfds, Dispatcher()));

    [Fact]
    public void takes_no_disposition_of_an_agency_that_did_not_take_part() =>
        Assert.Equal(new NotParticipating(Sffd), Close.Record(Given.Opened(Fire), new(Sffd, "14"), Dispatcher()).Refusal);

    private static Story<Incident> Served() => Given.Opened(Fire).Told(Given.News(E12, Fire, AssignmentStep.OnScene, 4));

    private static Story<Incident> ServedByPolice() => Given.Opened(Fire).Told(Given.News(Car7, Fire, AssignmentStep.OnScene, 4));

    private static ListedAssignment Hidden() => Given.News(Car7, Fire, AssignmentStep.OnScene, 4) with { UnitAudience = Audience.LawEnforcementSensitive };

    private static string Argument(Decision decision, string name) => decision.Refusal!.Arguments.Single(argument => argument.Key == name).Value;
}
