using Eoc.Identity.Throttling;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Identity.Tests.Throttling;

public sealed class A_ledger_of_failures
{
    private const int Free = 3;
    private readonly FakeTimeProvider _clock = new();
    private readonly FailureLedger _ledger;

    public A_ledger_of_failures() => _ledger = new(Free, _clock);

    [Fact]
    public void lets_the_free_tries_pass_at_once() => Assert.All(Tries(Free), wait => Assert.Equal(TimeSpan.Zero, wait));

    [Fact]
    public void doubles_the_wait_with_each_try_beyond()
    {
        Tries(Free);
        var waits = new List<double>();
        for (var round = 0; round < 12; round++)
        {
            var wait = _ledger.Begin("key");
            waits.Add(wait.TotalSeconds);
            _clock.Advance(wait);
            Assert.Equal(TimeSpan.Zero, _ledger.Begin("key"));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900], waits);
    }

    [Fact]
    public void counts_tries_at_once_before_any_of_them_failed() => Assert.Equal(Free, Tries(100).Count(wait => wait == TimeSpan.Zero));

    [Fact]
    public void gives_back_what_succeeded()
    {
        for (var round = 0; round < 50; round++)
        {
            Assert.Equal(TimeSpan.Zero, _ledger.Begin("key"));
            _ledger.GiveBack("key");
        }
    }

    [Fact]
    public void keeps_each_key_to_itself()
    {
        Tries(50);

        Assert.Equal(TimeSpan.Zero, _ledger.Begin("another"));
    }

    [Fact]
    public void forgets_after_half_an_hour_of_quiet()
    {
        Tries(50);
        _clock.Advance(TimeSpan.FromMinutes(31));

        Assert.All(Tries(Free), wait => Assert.Equal(TimeSpan.Zero, wait));
    }

    [Fact]
    public void keeps_nobody_out_when_the_machine_s_clock_is_set_back()
    {
        var wrong = new WallAhead(_clock);
        var ledger = new FailureLedger(Free, wrong);
        ledger.Begin("key");
        ledger.GiveBack("key");

        wrong.By = TimeSpan.Zero;

        Assert.Equal(TimeSpan.Zero, ledger.Begin("key"));
    }

    private List<TimeSpan> Tries(int count) => [.. Enumerable.Range(0, count).Select(_ => _ledger.Begin("key"))];

    /// <summary>A machine whose clock is an hour ahead until it is set right.</summary>
    private sealed class WallAhead(TimeProvider right) : TimeProvider
    {
        public TimeSpan By { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => right.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + By;

        public override long GetTimestamp() => right.GetTimestamp();
    }
}
