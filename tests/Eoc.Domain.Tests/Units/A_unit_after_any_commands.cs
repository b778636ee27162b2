using Eoc.Contracts.Events.Units;
using Eoc.Domain.Tests.Generating;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units;
using Eoc.Domain.Units.Advancing;
using FsCheck.Xunit;

namespace Eoc.Domain.Tests.Units;

[Properties(Arbitrary = [typeof(UnitScripts)], MaxTest = 500)]
public sealed class A_unit_after_any_commands
{
    [Property]
    public void has_one_active_assignment_at_most_and_the_others_in_the_order_it_says(UnitScript script)
    {
        var unit = script.Finish;
        var standing = unit.Entries.Select(entry => ((UnitFact)entry.Fact!).Standing).Last();

        Assert.Equal(unit.State.Open.Select(assignment => assignment.Id), (standing.Active is { } active ? [active] : Array.Empty<AssignmentId>()).Concat(standing.Stacked));
        Assert.Equal(unit.State.Open.Length, unit.State.Open.Select(assignment => assignment.Incident).Distinct().Count());
    }

    [Property]
    public void has_in_every_fact_the_standing_that_its_entries_come_to(UnitScript script)
    {
        var unit = Unit.Unknown;
        foreach (var entry in script.Finish.Entries)
        {
            unit = Unit.Evolve(unit, entry);
            Assert.Equal(Standing(unit), ((UnitFact)entry.Fact!).Standing, Standings.Same);
        }
    }

    [Property]
    public void has_changed_nothing_of_any_assignment_that_a_command_did_not_concern(UnitScript script)
    {
        foreach (var (before, command, decision, after) in script.Played())
        {
            var concerned = Concerned(before, command, decision);
            Assert.Equal(Others(before, concerned).ToHashSet(), Others(after, concerned).ToHashSet());
        }
    }

    [Property]
    public void has_those_of_which_nobody_spoke_in_the_order_they_had(UnitScript script)
    {
        foreach (var (before, command, decision, after) in script.Played())
        {
            var concerned = Concerned(before, command, decision);
            Assert.Equal(Others(before, concerned), Others(after, concerned));
        }
    }

    [Property]
    public void has_gone_backwards_on_no_ladder(UnitScript script)
    {
        foreach (var (before, command, decision, after) in script.Played())
        {
            Assert.All(after.State.Open, a => Assert.True(before.State.Find(a.Id) is not { } earlier || earlier.Step <= a.Step));
            var asked = before.State.Find(command.Named ? command.Assignment : null);
            if (command.Verb == UnitVerb.Advance && asked is { } one && command.Step < one.Step) Assert.IsType<StepBackwards>(decision.Refusal);
        }
    }

    [Property]
    public void has_the_next_stacked_one_active_when_the_active_one_ended(UnitScript script)
    {
        foreach (var (before, _, decision, after) in script.Played().Where(step => step.Decision.Facts is [AssignmentEnded]))
        {
            var ended = (AssignmentEnded)decision.Facts[0];
            Assert.Equal(before.State.Open.Where(a => a.Id != ended.Assignment), after.State.Open);
        }
    }

    [Property]
    public void is_untouched_by_what_was_refused(UnitScript script)
    {
        foreach (var (_, _, decision, _) in script.Played().Where(step => step.Decision.Refusal is not null)) Assert.Empty(decision.Facts);
    }

    [Property]
    public void has_done_once_what_it_was_told_twice(UnitScript script)
    {
        // Ending whatever is active names something else the second time.
        foreach (var (_, command, _, after) in script.Played().Where(step => step.Command.Named || step.Command.Verb != UnitVerb.End))
            Assert.Empty(command.Decide(after).Facts);
    }

    [Property]
    public void is_the_same_when_read_from_a_snapshot(UnitScript script) => Snapshots.AssertSame(script.Finish.State);

    private static IEnumerable<Assignment> Others(Story<Unit> unit, AssignmentId[] concerned) => unit.State.Open.Where(a => !concerned.Contains(a.Id));

    private static AssignmentId[] Concerned(Story<Unit> before, UnitCommand command, Decision decision) => command.Verb switch
    {
        UnitVerb.Dispatch => [.. decision.Facts.OfType<AssignmentEnded>().Select(ended => ended.Assignment), command.Assignment],
        UnitVerb.Advance or UnitVerb.End => before.State.Find(command.Named ? command.Assignment : null) is { } one ? [one.Id] : [],
        _ => [],
    };

    private static UnitStanding Standing(Unit unit) => new(
        unit.Open.IsEmpty ? unit.Duty!.Status : PrimaryStatus.NotAvailable, unit.Active?.Id, [.. unit.Open.Skip(1).Select(assignment => assignment.Id)]);
}
