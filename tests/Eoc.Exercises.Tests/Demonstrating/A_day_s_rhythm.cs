using Xunit;
using Eoc.Exercises.Demonstrating.Planning;

namespace Eoc.Exercises.Tests.Demonstrating;

public sealed class A_day_s_rhythm
{
    [Fact]
    public void is_quietest_before_dawn_and_busiest_in_the_evening()
    {
        var hours = Enumerable.Range(0, 24).ToDictionary(hour => hour, hour => Rhythm.Hourly(At(hour), 300));

        Assert.InRange(hours.MinBy(hour => hour.Value).Key, 3, 6);
        Assert.InRange(hours.MaxBy(hour => hour.Value).Key, 16, 20);
        Assert.InRange(hours.Values.Max() / hours.Values.Min(), 2.5, 4);
    }

    [Fact]
    public void brings_as_many_calls_as_it_says()
    {
        var chance = new Chance(7);
        var gaps = Enumerable.Range(0, 4_000).Select(n => Rhythm.Gap(At(12), 300, chance.Of($"{n}")));

        Assert.Equal(3600 / Rhythm.Hourly(At(12), 300), gaps.Average(gap => gap.TotalSeconds), 3600 / Rhythm.Hourly(At(12), 300) * 0.05);
    }

    private static DateTimeOffset At(int hour) => new(2026, 3, 4, hour, 0, 0, TimeSpan.FromHours(-6));
}
