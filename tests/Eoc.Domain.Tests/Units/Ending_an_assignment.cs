using Eoc.Contracts.Events.Units;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units;
using Eoc.Domain.Units.Advancing;
using Eoc.Domain.Units.Ending;

namespace Eoc.Domain.Tests.Units;

public sealed class Ending_an_assignment
{
    [Fact]
    public void makes_the_unit_available_again() =>
        Assert.Equal(new(PrimaryStatus.Available, null, []), Ended(Decide(Given.Available(E12).DispatchedTo(Fire))).Standing, Standings.Same);

    [Fact]
    public void leaves_a_unit_off_duty_that_went_off_duty_meanwhile() =>
        Assert.Equal(
            PrimaryStatus.NotAvailable,
            Ended(Decide(Given.Available(E12).DispatchedTo(Fire).On(PrimaryStatus.NotAvailable, "shift ends"))).Standing.Primary);

    [Fact]
    public void promotes_the_next_stacked_one_and_touches_no_other()
    {
        var before = Given.Available(E12).DispatchedTo(Fire).StackedOn(Flood).StackedOn(Raid);

        var after = before.ClearedFrom(Fire, Dispatcher(9)).State;

        Assert.Equal(before.State.Open.RemoveAt(0), after.Open);
        Assert.Equal(E12.To(Flood), after.Active!.Id);
    }

    [Fact]
    public void that_is_stacked_leaves_the_active_one() =>
        Assert.Equal(E12.To(Fire), Given.Available(E12).DispatchedTo(Fire).StackedOn(Flood).ClearedFrom(Flood).State.Active!.Id);

    [Fact]
    public void twice_is_done_once() => Assert.Equal(Decision.Nothing, Decide(Given.Available(E12).DispatchedTo(Fire).ClearedFrom(Fire)));

    [Fact]
    public void is_remembered_for_the_last_ones_only()
    {
        var unit = Enumerable.Range(0, Unit.EndedKept + 1).Select(n => new IncidentId(DerivedId.From($"{n}")))
            .Aggregate(Given.Available(E12), (story, incident) => story.DispatchedTo(incident).ClearedFrom(incident));

        Assert.Equal(Unit.EndedKept, unit.State.Ended.Length);
        Assert.IsType<NoSuchAssignment>(End.Decide(unit, new(E12.To(new(DerivedId.From("0"))), AssignmentEnd.Cleared, false, ""), Dispatcher()).Refusal);
    }

    [Fact]
    public void of_a_unit_that_has_none_is_refused() =>
        Assert.Equal(new NoSuchAssignment(E12, null), End.Decide(Given.Available(E12), new(null, AssignmentEnd.Cleared, false, ""), Dispatcher()).Refusal);

    [Fact]
    public void before_its_last_step_is_kept_and_flagged()
    {
        var unit = Given.Available(E12).DispatchedTo(Fire).Reached(AssignmentStep.OnScene, Fire);

        Assert.Equal(AssignmentStep.OnScene, Ended(Decide(unit, Dispatcher(-1))).Contradicts);
    }

    [Fact]
    public void at_a_time_nobody_knows_contradicts_nothing()
    {
        var fact = Ended(End.Decide(Given.Available(E12).DispatchedTo(Fire), new(null, AssignmentEnd.Cleared, true, ""), Dispatcher(-1)));

        Assert.False(fact.EndKnown);
        Assert.Null(fact.Contradicts);
    }

    private static Decision Decide(Story<Unit> unit, Moment? moment = null) =>
        End.Decide(unit, new(E12.To(Fire), AssignmentEnd.Cleared, false, string.Empty), moment ?? Dispatcher());

    private static AssignmentEnded Ended(Decision decision) => Assert.IsType<AssignmentEnded>(Assert.Single(decision.Facts));
}
