using Eoc.Exercises.Replaying.Planning;
using Eoc.Exercises.Replaying.Reading;
using Eoc.Exercises.Reporting;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Eoc.Exercises.Tests;

public sealed class Planning_a_replay
{
    [Property]
    public Property never_goes_back_in_due() =>
        Holds((_, plan) => plan.Steps.Zip(plan.Steps.Skip(1)).All(pair => pair.First.Due <= pair.Second.Due));

    [Property]
    public Property never_plays_a_step_before_it_is_due() => Holds((_, plan) => plan.Steps.All(step => step.OccurredAt <= step.Due));

    [Property]
    public Property keeps_every_time_of_every_row_with_its_own_value() => Holds((rows, plan) =>
    {
        var played = plan.Steps.Where(step => step.IsOfCrew || step.Kind == StepKind.Dispatch).Select(step => (step.Row.Row.Line, step.OccurredAt));
        var recorded = rows.SelectMany(row => StampsFrom(row, Stamp.Dispatch).Select(time => (row.Line, time)));
        return played.Order().SequenceEqual(recorded.Order());
    });

    [Property]
    public Property keeps_a_rows_steps_in_the_order_of_the_columns() => Holds((_, plan) => plan.Steps
        .Where(step => step.IsOfCrew || step.Kind == StepKind.Dispatch)
        .GroupBy(step => step.Row.Row.Line)
        .All(row => row.Select(step => step.Kind).SequenceEqual(row.Select(step => step.Kind).Order())));

    [Property]
    public Property orders_steps_by_due_then_the_rows_dispatch_then_the_column() => Holds((_, plan) =>
    {
        var own = plan.Steps.Where(step => step.Kind is not (StepKind.EndUnknown or StepKind.Close)).ToArray();
        var keys = own.Select(step => (step.Due, step.Row.Row.Stamps[Stamp.Dispatch], step.Kind)).ToArray();
        return keys.SequenceEqual(keys.Order());
    });

    [Property]
    public Property is_the_same_for_the_same_rows() => Holds((rows, plan) => Told(plan).SequenceEqual(Told(ReplayPlan.Of([.. rows]))));

    [Property]
    public Property takes_and_opens_every_call_once_before_its_first_dispatch_and_closes_it_once_after_all_else() => Holds((rows, plan) => plan.Steps
        .GroupBy(step => step.Row.Row.Call)
        .All(call => call.First().Kind == StepKind.TakeCall && call.ElementAt(1).Kind == StepKind.OpenIncident && call.Last().Kind == StepKind.Close
            && call.Count(step => step.IsOfCall) == 3));

    [Property]
    public Property ends_every_row_once_and_does_nothing_with_it_afterwards() => Holds((rows, plan) => plan.Steps
        .Where(step => !step.IsOfCall)
        .GroupBy(step => step.Row.Row.Line)
        .All(row => row.Last().Kind is StepKind.Clear or StepKind.EndUnknown && row.Count(step => step.Kind is StepKind.Clear or StepKind.EndUnknown) == 1));

    [Property]
    public Property stacks_exactly_the_dispatches_of_units_that_still_serve() => Holds((_, plan) =>
    {
        var serving = new Dictionary<string, HashSet<long>>();
        foreach (var step in plan.Steps.Where(step => !step.IsOfCall))
        {
            var lines = serving.TryGetValue(step.Row.Unit, out var known) ? known : serving[step.Row.Unit] = [];
            if (step.Kind == StepKind.Dispatch && step.Stacked != lines.Count > 0) return false;
            if (step.Kind == StepKind.Dispatch) lines.Add(step.Row.Row.Line);
            if (step.Kind is StepKind.Clear or StepKind.EndUnknown) lines.Remove(step.Row.Row.Line);
        }

        return serving.Values.All(lines => lines.Count == 0);
    });

    [Fact]
    public void ends_a_row_without_available_before_the_units_next_dispatch_and_then_closes_its_incident()
    {
        var rows = Histories.ReadLines(
            Histories.Header, Histories.RowWith("Available DtTm", string.Empty), Later(Histories.Row)).Rows;

        var steps = ReplayPlan.Of(rows).Steps;

        Assert.Equal(
            [
                StepKind.TakeCall, StepKind.OpenIncident, StepKind.Dispatch, StepKind.EnRoute, StepKind.OnScene, StepKind.TakeCall, StepKind.OpenIncident,
                StepKind.EndUnknown, StepKind.Close, StepKind.Dispatch, StepKind.EnRoute, StepKind.OnScene, StepKind.Clear, StepKind.Close,
            ],
            steps.Select(step => step.Kind));
        Assert.DoesNotContain(steps, step => step.Stacked);
    }

    [Fact]
    public void notes_the_times_of_an_hour_that_comes_twice_after_the_dispatch() =>
        Assert.Equal(
            StepKind.NoteTimes,
            ReplayPlan.Of(Histories.ReadLines(Histories.Header, Histories.RowWith("Available DtTm", "11/05/2017 01:30:00 AM")).Rows).Steps[3].Kind);

    [Fact]
    public void gives_a_second_row_of_the_same_call_and_unit_a_name_of_its_own() =>
        Assert.Equal(
            ["170010001-E39", "170010001-E39#2"],
            ReplayPlan.Of(Histories.ReadLines(Histories.Header, Histories.Row, Histories.Row).Rows).Steps.Select(step => step.Row.Key).Distinct());

    [Theory]
    [InlineData("E39", "e39")]
    [InlineData("AM-02", "am-02")]
    public void names_a_unit_by_its_own_name_in_lower_case(string name, string slug) => Assert.Equal(slug, UnitSlug.Of(name));

    [Property]
    public bool names_any_unit_by_a_slug(NonEmptyString name) => Contracts.Ids.UnitId.TryParse($"sffd/{UnitSlug.Of(name.Get)}", null, out _);

    [Fact]
    public void does_not_make_two_units_one() => Assert.NotEqual(UnitSlug.Of("E 39"), UnitSlug.Of("E/39"));

    private static Property Holds(Func<HistoryRow[], ReplayPlan, bool> property) =>
        Prop.ForAll(RandomHistories.Rows, rows => property(rows, ReplayPlan.Of(rows)));

    private static IEnumerable<(DateTimeOffset Due, StepKind Kind, string Key, bool Stacked)> Told(ReplayPlan plan) =>
        plan.Steps.Select(step => (step.Due, step.Kind, step.Row.Key, step.Stacked));

    private static IEnumerable<DateTimeOffset> StampsFrom(HistoryRow row, Stamp first) =>
        Enum.GetValues<Stamp>().Where(stamp => stamp >= first).Select(stamp => row.Stamps[stamp]).OfType<DateTimeOffset>();

    private static string Later(string row) => row.Replace("170010001", "170010002", StringComparison.Ordinal).Replace("12:", "03:", StringComparison.Ordinal);
}
