using Eoc.Contracts.Events.Units;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units;
using Eoc.Domain.Units.Dispatching;

namespace Eoc.Domain.Tests.Units;

public sealed class Dispatching_a_unit
{
    [Fact]
    public void makes_the_assignment_its_active_one()
    {
        var unit = Given.Available(E12).DispatchedTo(Fire).State;

        Assert.Equal(E12.To(Fire), unit.Active!.Id);
        Assert.Equal(AssignmentStep.Dispatched, unit.Active.Step);
    }

    [Fact]
    public void says_that_it_is_no_longer_available() =>
        Assert.Equal(new(PrimaryStatus.NotAvailable, E12.To(Fire), []), Dispatched(Decide(Given.Available(E12), Fire)).Standing, Standings.Same);

    [Fact]
    public void twice_to_the_same_incident_under_the_same_assignment_is_done_once() =>
        Assert.Equal(Decision.Nothing, Decide(Given.Available(E12).DispatchedTo(Fire), Fire));

    [Fact]
    public void is_refused_while_it_serves_another_incident_and_says_by_whom_for_what_and_since_when() =>
        Assert.Equal(
            new AlreadyCommitted(E12, Flood, Cfd, "ana", Noon), Decide(Given.Available(E12).DispatchedTo(Flood), Fire, moment: Dispatcher(5)).Refusal);

    [Fact]
    public void is_refused_by_what_it_serves_even_when_it_is_going_off_duty() =>
        Assert.IsType<AlreadyCommitted>(
            Decide(Given.Available(E12).DispatchedTo(Flood).On(PrimaryStatus.NotAvailable, "shift ends"), Fire, moment: Dispatcher(5)).Refusal);

    [Theory]
    [InlineData(IfCommitted.Refuse)]
    [InlineData(IfCommitted.Stack)]
    [InlineData(IfCommitted.Divert)]
    public void a_second_time_to_an_incident_it_serves_is_refused(IfCommitted mode)
    {
        var again = Given.To(Given.Available(E12), Fire, mode, "needed") with { Assignment = T4.To(Fire) };

        Assert.IsType<AlreadyCommitted>(Dispatch.Decide(Given.Available(E12).DispatchedTo(Fire), again, Dispatcher(1)).Refusal);
    }

    [Fact]
    public void queues_behind_what_it_does_when_asked_to_stack()
    {
        var fact = Dispatched(Decide(Given.Available(E12).DispatchedTo(Flood), Fire, IfCommitted.Stack));

        Assert.Equal(E12.To(Flood), fact.Overlaps);
        Assert.Equal(new(PrimaryStatus.NotAvailable, E12.To(Flood), [E12.To(Fire)]), fact.Standing, Standings.Same);
    }

    [Fact]
    public void takes_it_away_from_what_it_does_when_asked_to_divert()
    {
        var unit = Given.Available(E12).DispatchedTo(Flood).StackedOn(Raid);

        var after = unit.Then((state, moment) => Dispatch.Decide(state, Given.To(unit, Fire, IfCommitted.Divert, "life at risk"), moment), Dispatcher(3)).State;

        Assert.Equal([E12.To(Fire), E12.To(Raid)], after.Open.Select(assignment => assignment.Id));
        Assert.Equal([E12.To(Flood)], after.Ended);
    }

    [Fact]
    public void away_from_what_it_does_wants_a_reason() =>
        Assert.Equal(new ReasonMissing("divert"), Decide(Given.Available(E12).DispatchedTo(Flood), Fire, IfCommitted.Divert).Refusal);

    [Fact]
    public void off_duty_is_refused_with_why_and_who_said_so() =>
        Assert.Equal(
            new NotAvailable(E12, "pump defect", "ana", Noon, null),
            Decide(Given.Available(E12).On(PrimaryStatus.NotAvailable, "pump defect"), Fire).Refusal);

    [Fact]
    public void off_duty_is_refused_when_stacking_too() =>
        Assert.IsType<NotAvailable>(
            Decide(Given.Available(E12).DispatchedTo(Flood).On(PrimaryStatus.NotAvailable, "shift ends"), Fire, IfCommitted.Stack).Refusal);

    [Fact]
    public void that_is_busy_wants_a_reason()
    {
        var training = Given.Available(E12).On(PrimaryStatus.ConditionallyAvailable, "training");

        Assert.Equal(new ReasonMissing("pre-emption"), Decide(training, Fire).Refusal);
        Assert.Equal("life at risk", Dispatched(Decide(training, Fire, reason: "life at risk")).PreemptionReason);
    }

    [Fact]
    public void under_an_assignment_that_is_over_is_refused() =>
        Assert.Equal(
            new AssignmentIdTaken(E12.To(Fire)), Decide(Given.Available(E12).DispatchedTo(Fire).ClearedFrom(Fire), Fire, moment: Dispatcher(9)).Refusal);

    [Fact]
    public void under_the_assignment_of_another_incident_is_refused()
    {
        var unit = Given.Available(E12).DispatchedTo(Fire);

        Assert.Equal(new AssignmentIdTaken(E12.To(Fire)), Dispatch.Decide(unit, Given.To(unit, Flood) with { Assignment = E12.To(Fire) }, Dispatcher()).Refusal);
    }

    [Fact]
    public void that_nobody_enrolled_is_refused() => Assert.Equal(new NotFound(StreamKind.Unit), Decide(Given.NoUnit(E12), Fire).Refusal);

    [Fact]
    public void tells_somebody_who_may_not_know_the_incident_only_since_when() =>
        Assert.Equal(
            new AlreadyCommitted(E12, null, null, null, Noon),
            Decide(Given.Available(E12).DispatchedTo(Raid, Detective(), Audience.LawEnforcementSensitive), Fire, moment: Dispatcher(5)).Refusal);

    private static Decision Decide(Story<Unit> unit, IncidentId incident, IfCommitted mode = IfCommitted.Refuse, string reason = "", Moment? moment = null) =>
        Dispatch.Decide(unit, Given.To(unit, incident, mode, reason), moment ?? Dispatcher());

    private static UnitDispatched Dispatched(Decision decision) => Assert.IsType<UnitDispatched>(Assert.Single(decision.Facts));
}
