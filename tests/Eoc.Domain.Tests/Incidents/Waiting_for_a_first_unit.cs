using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Escalating;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Incidents;

public sealed class Waiting_for_a_first_unit
{
    private static readonly TimeSpan Twenty = TimeSpan.FromMinutes(20);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 60)]
    public void is_allowed_for_a_time_that_depends_on_the_priority(int priority, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Pending.Allowed(priority));

    [Theory]
    [InlineData(0, 20)]
    [InlineData(17, 20)]
    [InlineData(19, 21)]
    [InlineData(45, 47)]
    public void is_counted_from_its_beginning_and_leaves_two_minutes_to_what_is_entered_late(int enteredAfter, int due)
    {
        var began = TheSystem(0).Now;
        Assert.Equal(began.AddMinutes(due), Pending.Due(began, began.AddMinutes(enteredAfter), priority: 2));
    }

    [Fact]
    public void longer_is_flagged() => Assert.IsType<IncidentPendingOverdue>(Assert.Single(Decide(Given.Opened(Fire)).Facts));

    [Fact]
    public void longer_is_flagged_once()
    {
        var overdue = Given.Opened(Fire).Then((state, moment) => Pending.Decide(state, Twenty, moment), TheSystem(10));

        Assert.Equal(Decision.Nothing, Decide(overdue));
    }

    [Fact]
    public void ended_when_one_was_sent() =>
        Assert.Equal(Decision.Nothing, Decide(Given.Opened(Fire).Told(Given.News(E12, Fire, AssignmentStep.Dispatched, 2))));

    [Fact]
    public void ended_with_the_incident() => Assert.Equal(Decision.Nothing, Decide(Given.Opened(Fire).Closed()));

    [Fact]
    public void is_measured_by_the_priority_it_has_now() => Assert.Equal(Decision.Nothing, Decide(Given.Opened(Fire, priority: 3)));

    private static Decision Decide(Story<Incident> incident) => Pending.Decide(incident, Twenty, TheSystem(30));
}
