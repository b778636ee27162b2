using Eoc.Contracts.Ids;
using Eoc.Exercises.Replaying.Moving;
using Eoc.Exercises.Replaying.Planning;
using Xunit;

namespace Eoc.Exercises.Tests;

public sealed class Moving_units_of_a_history
{
    private static readonly GeoPoint First = new(37.745858648581, -122.456664252061);
    private static readonly GeoPoint Second = new(37.765858648581, -122.416664252061);
    private static readonly ReplayPlan Plan = ReplayPlan.Of(Histories.ReadLines(
        Histories.Header,
        Histories.Row,
        Histories.Row.Replace("170010001", "170010002", StringComparison.Ordinal).Replace("12:", "11:", StringComparison.Ordinal).Replace(" AM", " PM", StringComparison.Ordinal)
            .Replace("37.745858648581, -122.456664252061", "37.765858648581, -122.416664252061", StringComparison.Ordinal)).Rows);

    [Fact]
    public void says_nothing_of_a_unit_before_it_was_at_a_call()
    {
        var movements = Played(step => step.Kind <= StepKind.EnRoute && step.Row.Row.Call == "170010001");

        Assert.Empty(movements.At(Plan.Steps[^1].Due));
    }

    [Fact]
    public void is_at_the_call_when_it_says_so()
    {
        var movements = Played(step => step.Row.Row.Call == "170010001");

        Assert.Equal(("e39", First), Assert.Single(movements.At(Plan.Steps[^1].Due)));
    }

    [Fact]
    public void goes_straight_to_the_next_call_between_its_response_and_its_arrival()
    {
        var leaves = Plan.Steps.Single(step => step.Kind == StepKind.EnRoute && step.Row.Row.Call == "170010002").Due;
        var movements = Played(step => step.Row.Row.Call == "170010001" || step.Kind <= StepKind.EnRoute);

        Assert.Equal(First, Assert.Single(movements.At(leaves)).At);
        var half = Assert.Single(movements.At(leaves + TimeSpan.FromMinutes(2))).At; // it arrives after four
        Assert.Equal((First.Latitude + Second.Latitude) / 2, half.Latitude, 9);
        Assert.Equal((First.Longitude + Second.Longitude) / 2, half.Longitude, 9);
        Assert.Equal(Second, Assert.Single(movements.At(leaves + TimeSpan.FromMinutes(9))).At);
    }

    private static Movements Played(Func<PlanStep, bool> which)
    {
        var movements = new Movements(Plan);
        foreach (var step in Plan.Steps.Where(which)) movements.Follow(step);
        return movements;
    }
}
