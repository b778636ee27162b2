using Eoc.Contracts.Events.Incidents;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Noting;
using Eoc.Domain.Incidents.Updating;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Incidents;

public sealed class Changing_an_incident
{
    [Fact]
    public void leaves_what_was_not_given()
    {
        var before = Given.Opened(Fire);

        Assert.Equal(before.State.Details! with { Title = "Flames" }, Retitled(before, "Flames").State.Details);
    }

    [Fact]
    public void twice_the_same_is_done_once() =>
        Assert.Equal(Decision.Nothing, Update.Decide(Retitled(Given.Opened(Fire), "Flames"), new(null, null, null, "Flames"), Dispatcher()));

    [Fact]
    public void at_another_place_says_so_in_its_statuses_once()
    {
        var moved = Given.Opened(Fire).Then((state, moment) => Update.Decide(state, new(null, "14 W Lake St", null, null), moment), Dispatcher())
            .Then((state, moment) => Update.Decide(state, new(null, "16 W Lake St", null, null), moment), Dispatcher());

        Assert.Equal([IncidentStatus.Active, IncidentStatus.NewLocation], moved.State.Statuses);
    }

    [Fact]
    public void that_is_closed_is_still_possible() => Assert.Equal("Drill", Retitled(Given.Opened(Fire).Closed(), "Drill").State.Details!.Title);

    [Fact]
    public void in_priority_twice_is_done_once() =>
        Assert.Equal(Decision.Nothing, Update.Prioritise(Prioritised(Given.Opened(Fire), 1), 1, "again", Dispatcher()));

    [Fact]
    public void in_priority_starts_its_waiting_anew() =>
        Assert.False(Prioritised(Overdue(Given.Opened(Fire)), 3).State.PendingOverdue);

    [Fact]
    public void by_a_note_writes_it_for_those_who_may_know_the_incident() =>
        Assert.Equal(
            Audience.LawEnforcementSensitive,
            Noted(Note.Decide(Given.Opened(Raid, Audience.LawEnforcementSensitive), new("Armed", true, null), Detective())).Audience);

    [Fact]
    public void by_a_note_may_tell_fewer() =>
        Assert.Equal(
            Audience.LawEnforcementSensitive, Noted(Note.Decide(Given.Opened(Fire), new("Arson?", false, Audience.LawEnforcementSensitive), Detective())).Audience);

    [Fact]
    public void by_a_note_its_writer_could_not_read_is_refused() =>
        Assert.Equal(new AudienceNotHeld(Audience.Medical), Note.Decide(Given.Opened(Fire), new("HIV", false, Audience.Medical), Dispatcher()).Refusal);

    private static Story<Incident> Retitled(Story<Incident> incident, string title) =>
        incident.Then((state, moment) => Update.Decide(state, new(null, null, null, title), moment), Dispatcher());

    private static Story<Incident> Prioritised(Story<Incident> incident, int priority) =>
        incident.Then((state, moment) => Update.Prioritise(state, priority, "flames seen", moment), Dispatcher());

    private static Story<Incident> Overdue(Story<Incident> incident) =>
        incident.Then((state, moment) => Domain.Incidents.Escalating.Pending.Decide(state, TimeSpan.FromMinutes(20), moment), TheSystem(10));

    private static IncidentNoted Noted(Decision decision) => Assert.IsType<IncidentNoted>(Assert.Single(decision.Facts));
}
