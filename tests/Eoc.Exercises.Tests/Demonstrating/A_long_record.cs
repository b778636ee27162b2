using Eoc.Exercises.Demonstrating.Planning;
using Eoc.Exercises.Demonstrating.Playing;
using Xunit;

namespace Eoc.Exercises.Tests.Demonstrating;

public sealed class A_long_record
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.FromHours(-6));
    private static readonly DateTimeOffset Quietest = Noon.AddHours(Rhythm.QuietestHour - 12);

    [Theory]
    [InlineData(4_999, false, false)]
    [InlineData(5_000, false, true)]
    [InlineData(5_000, true, false)]
    [InlineData(19_999, true, false)]
    [InlineData(20_000, true, true)]
    public void is_begun_anew_when_nobody_looks_and_at_last_whoever_does(int incidents, bool looked, bool anew) =>
        Assert.Equal(anew, Length.IsEnough(incidents, looked, Noon));

    [Theory]
    [InlineData(4_999, false)]
    [InlineData(5_000, true)]
    public void is_begun_anew_before_the_eyes_of_a_wall_in_the_quietest_hour(int incidents, bool anew)
    {
        Assert.InRange(Quietest.Hour, 3, 6);
        Assert.Equal(anew, Length.IsEnough(incidents, looked: true, Quietest.AddMinutes(59)));
        Assert.False(Length.IsEnough(incidents, looked: true, Quietest.AddMinutes(60)));
    }
}
