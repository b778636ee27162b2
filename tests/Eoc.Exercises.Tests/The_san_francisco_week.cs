using Eoc.Exercises.Replaying.Planning;
using Eoc.Exercises.Reporting;
using Xunit;

namespace Eoc.Exercises.Tests;

/// <summary>The figures and the plan of the week against what its publisher's rows were counted to be.</summary>
public sealed class The_san_francisco_week
{
    [Fact]
    public void has_the_figures_of_the_ground_truth()
    {
        var responses = Histories.Week().Select(row => new UnitResponse(row.Call, row.Unit, row.Stamps)).ToList();

        var figures = ResponseFigures.Of(responses, Histories.LosAngeles);

        Assert.Equal(
            new ResponseFigures(
                7704, 3560, 178, new(46, new(2017, 1, 6, 17, 40, 0)), new(60, new(2017, 1, 3, 18, 23, 39)), new(41, new(2017, 1, 1, 2, 0, 0)),
                new(7704, 72, 164), new(7490, 49, 125), new(6150, 227, 760), 28, 9, 1554),
            figures);
    }

    [Fact]
    public void stacks_nine_dispatches()
    {
        var plan = ReplayPlan.Of(Histories.Week());

        Assert.Equal(9, plan.Steps.Count(step => step.Stacked));
        Assert.Equal(5, plan.Steps.Count(step => step.Kind == StepKind.EndUnknown));
        Assert.Empty(plan.Contradicting);
    }

    [Fact]
    public void is_planned_with_every_stamp_and_every_call_once()
    {
        var rows = Histories.Week();

        var steps = ReplayPlan.Of(rows).Steps.GroupBy(step => step.Kind).ToDictionary(kind => kind.Key, kind => kind.Count());

        Assert.Equal((3560, 3560, 3560), (steps[StepKind.TakeCall], steps[StepKind.OpenIncident], steps[StepKind.Close]));
        Assert.Equal((7704, 7490, 6150, 7699), (steps[StepKind.Dispatch], steps[StepKind.EnRoute], steps[StepKind.OnScene], steps[StepKind.Clear]));
        Assert.Equal(rows.Count(row => row.Stamps[Stamp.Transport] is not null), steps[StepKind.Transporting]);
        Assert.Equal(rows.Count(row => row.Stamps[Stamp.Hospital] is not null), steps[StepKind.AtHospital]);
        Assert.DoesNotContain(StepKind.NoteTimes, steps.Keys);
    }
}
