using Eoc.Contracts.Events.Units;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units;
using Eoc.Domain.Units.Advancing;

namespace Eoc.Domain.Tests.Units;

public sealed class Advancing_an_assignment
{
    [Fact]
    public void without_naming_one_moves_the_active_one()
    {
        var fact = Advanced(Decide(Given.Available(E12).DispatchedTo(Fire).StackedOn(Flood), AssignmentStep.Acknowledged, null));

        Assert.Equal(E12.To(Fire), fact.Assignment);
    }

    [Fact]
    public void twice_to_the_same_step_is_done_once() =>
        Assert.Equal(Decision.Nothing, Decide(Given.Available(E12).DispatchedTo(Fire).Reached(AssignmentStep.EnRoute, Fire), AssignmentStep.EnRoute));

    [Fact]
    public void may_skip_steps() => Assert.Equal(AssignmentStep.OnScene, Advanced(Decide(Given.Available(E12).DispatchedTo(Fire), AssignmentStep.OnScene)).Step);

    [Fact]
    public void backwards_is_refused() =>
        Assert.Equal(
            new StepBackwards(E12.To(Fire), AssignmentStep.OnScene, AssignmentStep.EnRoute),
            Decide(Given.Available(E12).DispatchedTo(Fire).Reached(AssignmentStep.OnScene, Fire), AssignmentStep.EnRoute).Refusal);

    [Fact]
    public void with_a_time_before_its_last_step_is_kept_and_flagged() =>
        Assert.Equal(
            AssignmentStep.Dispatched, Advanced(Decide(Given.Available(E12).DispatchedTo(Fire), AssignmentStep.EnRoute, moment: Dispatcher(-1))).Contradicts);

    [Fact]
    public void at_the_very_time_of_its_last_step_is_no_contradiction() =>
        Assert.Null(Advanced(Decide(Given.Available(E12).DispatchedTo(Fire), AssignmentStep.EnRoute)).Contradicts);

    [Theory]
    [InlineData(AssignmentStep.EnRoute)]
    [InlineData(AssignmentStep.Staging)]
    [InlineData(AssignmentStep.OnScene)]
    [InlineData(AssignmentStep.AtHospital)]
    public void en_route_or_later_on_a_stacked_one_makes_it_the_active_one(AssignmentStep step)
    {
        var before = Given.Available(E12).DispatchedTo(Fire).Reached(AssignmentStep.OnScene, Fire).StackedOn(Flood);

        var after = before.Reached(step, Flood, Dispatcher(2)).State;

        Assert.Equal(E12.To(Flood), after.Active!.Id);
        Assert.Equal(before.State.Find(E12.To(Fire)), after.Open[1]);
    }

    [Fact]
    public void to_acknowledged_on_a_stacked_one_leaves_it_stacked() =>
        Assert.Equal(
            E12.To(Fire), Given.Available(E12).DispatchedTo(Fire).StackedOn(Flood).Reached(AssignmentStep.Acknowledged, Flood).State.Active!.Id);

    [Fact]
    public void to_the_step_it_had_before_it_was_stacked_makes_it_the_active_one_again()
    {
        var unit = Given.Available(E12).DispatchedTo(Fire).Reached(AssignmentStep.OnScene, Fire).StackedOn(Flood).Reached(AssignmentStep.EnRoute, Flood);

        Assert.Equal(E12.To(Fire), unit.Reached(AssignmentStep.OnScene, Fire, Dispatcher(4)).State.Active!.Id);
    }

    [Fact]
    public void that_does_not_exist_is_refused() =>
        Assert.Equal(new NoSuchAssignment(E12, E12.To(Flood)), Decide(Given.Available(E12).DispatchedTo(Fire), AssignmentStep.EnRoute, E12.To(Flood)).Refusal);

    [Fact]
    public void of_a_unit_that_has_none_is_refused() =>
        Assert.Equal(new NoSuchAssignment(E12, null), Advance.Decide(Given.Available(E12), new(null, AssignmentStep.EnRoute), Dispatcher()).Refusal);

    [Fact]
    public void that_is_over_is_refused() =>
        Assert.Equal(new NoSuchAssignment(E12, E12.To(Fire)), Decide(Given.Available(E12).DispatchedTo(Fire).ClearedFrom(Fire), AssignmentStep.EnRoute).Refusal);

    private static Decision Decide(Story<Unit> unit, AssignmentStep step, Moment? moment = null) => Decide(unit, step, E12.To(Fire), moment);

    private static Decision Decide(Story<Unit> unit, AssignmentStep step, AssignmentId? assignment, Moment? moment = null) =>
        Advance.Decide(unit, new(assignment, step), moment ?? Dispatcher());

    private static AssignmentAdvanced Advanced(Decision decision) => Assert.IsType<AssignmentAdvanced>(Assert.Single(decision.Facts));
}
