using Xunit;
using Eoc.Exercises.Demonstrating.Planning;
using static Eoc.Exercises.Tests.Demonstrating.Grounds;

namespace Eoc.Exercises.Tests.Demonstrating;

public sealed class Driving_along_streets
{
    private static readonly Drive NorthThenEast = new([new(Point(0, 0), 0), new(Point(0.01, 0), 100), new(Point(0.01, 0.01), 160)], Noon, 1);

    [Theory, InlineData(0, 0, 0), InlineData(50, 0.005, 0), InlineData(100, 0.01, 0), InlineData(130, 0.01, 0.005), InlineData(160, 0.01, 0.01), InlineData(999, 0.01, 0.01)]
    public void is_where_the_time_says(int seconds, double north, double east)
    {
        var fix = NorthThenEast.FixAt(Noon + TimeSpan.FromSeconds(seconds));

        Assert.True(Drive.Metres(Point(north, east), fix.At) < 0.5);
    }

    [Fact]
    public void looks_where_it_goes()
    {
        Assert.Equal(0, NorthThenEast.FixAt(Noon + TimeSpan.FromSeconds(50)).Heading, 3);
        Assert.Equal(90, NorthThenEast.FixAt(Noon + TimeSpan.FromSeconds(130)).Heading, 3);
        Assert.Equal(225, Drive.Bearing(Point(0, 0), Point(-0.01, -0.01 / Math.Cos(41.9 * Math.PI / 180))), 3);
    }

    [Fact]
    public void in_haste_arrives_sooner()
    {
        var hasty = NorthThenEast with { Haste = 2 };

        Assert.Equal(Noon + TimeSpan.FromSeconds(80), hasty.ArrivesAt);
        Assert.True(hasty.FixAt(Noon + TimeSpan.FromSeconds(10)).Speed > NorthThenEast.FixAt(Noon + TimeSpan.FromSeconds(10)).Speed);
        Assert.Equal(0, hasty.FixAt(Noon + TimeSpan.FromSeconds(81)).Speed);
    }
}
