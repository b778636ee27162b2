using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Listing;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Incidents;

public sealed class Hearing_from_its_units
{
    private static readonly Anomaly Late = new(AnomalyKind.TimeOutOfOrder, E12, E12.To(Fire), AssignmentStep.OnScene);

    [Fact]
    public void lists_the_assignment_and_its_agency()
    {
        var incident = Given.Opened(Fire).Told(Given.News(Car7, Fire, AssignmentStep.Dispatched, 2)).State;

        Assert.Equal([Given.News(Car7, Fire, AssignmentStep.Dispatched, 2)], incident.Assignments);
        Assert.Equal([Cfd, Cpd], incident.Participants);
        Assert.Equal([IncidentStatus.Active, IncidentStatus.ResourcesAssigned], incident.Statuses);
    }

    [Fact]
    public void twice_the_same_changes_nothing() =>
        Assert.Empty(Decide(Given.Opened(Fire).Told(Given.News(E12, Fire, AssignmentStep.EnRoute, 3)), Given.News(E12, Fire, AssignmentStep.EnRoute, 3)).Facts);

    [Fact]
    public void older_news_than_it_has_changes_no_list() =>
        Assert.Empty(Decide(Given.Opened(Fire).Told(Given.News(E12, Fire, AssignmentStep.OnScene, 4)), Given.News(E12, Fire, AssignmentStep.EnRoute, 3)).Facts);

    [Fact]
    public void older_news_still_flags_its_contradiction_once()
    {
        var incident = Given.Opened(Fire).Told(Given.News(E12, Fire, AssignmentStep.AtPatient, 5)).Told(Given.News(E12, Fire, AssignmentStep.OnScene, 4), Late);

        Assert.Equal([Late], incident.State.Anomalies);
        Assert.Empty(ListAssignment.Decide(incident, new(Given.News(E12, Fire, AssignmentStep.OnScene, 4), [Late]), TheSystem()).Facts);
    }

    [Fact]
    public void of_two_units_under_one_assignment_id_keeps_both()
    {
        var same = Given.News(T4, Fire, AssignmentStep.Dispatched, 2) with { Assignment = E12.To(Fire) };

        Assert.Equal(2, Given.Opened(Fire).Told(Given.News(E12, Fire, AssignmentStep.OnScene, 4)).Told(same).State.Assignments.Length);
    }

    [Fact]
    public void of_a_new_one_after_it_was_closed_reopens_it_and_says_so()
    {
        var facts = Decide(Given.Opened(Fire).Closed(), Given.News(E12, Fire, AssignmentStep.Dispatched, 2)).Facts;

        Assert.Equal(ReopenCause.UnitDispatched, Assert.IsType<IncidentReopened>(facts[0]).Cause);
        Assert.Equal([IncidentStatus.Active, IncidentStatus.ReOpened, IncidentStatus.ResourcesAssigned], ((IncidentAssignmentListed)facts[1]).Statuses);
    }

    [Fact]
    public void late_of_one_it_had_asked_when_it_was_closed_leaves_it_closed()
    {
        var closed = Given.Opened(Fire).Told(Given.News(E12, Fire, AssignmentStep.Dispatched, 2)).Closed();

        Assert.Equal([IncidentStatus.Closed], closed.Told(Given.News(E12, Fire, AssignmentStep.OnScene, 3)).State.Statuses);
    }

    [Fact]
    public void that_one_unknown_to_it_came_and_went_leaves_it_closed() =>
        Assert.Equal(
            [IncidentStatus.Closed],
            Given.Opened(Fire).Closed().Told(Given.News(E12, Fire, AssignmentStep.OnScene, 4, AssignmentEnd.Cleared)).State.Statuses);

    [Fact]
    public void that_not_everybody_may_know_moves_nothing_that_everybody_sees()
    {
        var before = Given.Opened(Fire);

        var after = before.Told(Given.News(Car7, Fire, AssignmentStep.OnScene, 4) with { UnitAudience = Audience.LawEnforcementSensitive }).State;

        Assert.Equal(before.State.Statuses, after.Statuses);
        Assert.Equal(before.State.Participants, after.Participants);
        Assert.Single(after.Assignments);
    }

    [Fact]
    public void that_not_everybody_may_know_does_not_reopen_it() =>
        Assert.Equal(
            [IncidentStatus.Closed],
            Given.Opened(Fire).Closed()
                .Told(Given.News(Car7, Fire, AssignmentStep.Dispatched, 2) with { UnitAudience = Audience.LawEnforcementSensitive }).State.Statuses);

    [Fact]
    public void that_everybody_who_sees_the_incident_may_know_moves_it() =>
        Assert.Contains(
            IncidentStatus.ResourcesOnscene,
            Given.Opened(Raid, Audience.LawEnforcementSensitive)
                .Told(Given.News(Car7, Raid, AssignmentStep.OnScene, 4) with { UnitAudience = Audience.LawEnforcementSensitive }).State.Statuses);

    private static Decision Decide(Story<Incident> incident, ListedAssignment news) => ListAssignment.Decide(incident, new(news, []), TheSystem());
}
