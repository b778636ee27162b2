namespace Eoc.Domain.Tests;

public sealed class Acting_in_the_future
{
    [Theory]
    [InlineData(-3600, false)]
    [InlineData(0, false)]
    [InlineData(5, false)]
    [InlineData(5.000001, true)]
    public void is_refused_beyond_what_clocks_differ(double seconds, bool refused) =>
        Assert.Equal(refused, (Dispatcher() with { OccurredAt = Noon.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) }).Implausible() is EventTimeAhead);
}
