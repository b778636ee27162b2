using Microsoft.Extensions.Time.Testing;

namespace Eoc.Identity.Tests.Probing;

/// <summary>A clock that only the test moves, so that nothing depends on how fast the machine is. It knows who set a repeated timer by it.</summary>
internal sealed class LookingClock() : FakeTimeProvider(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero))
{
    private readonly SemaphoreSlim _repeated = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period > TimeSpan.Zero) _repeated.Release();
        return timer;
    }

    /// <summary>Returns when this many hosts have begun to look at the store again and again.</summary>
    public async Task IsLookedAt(int hosts)
    {
        for (var host = 0; host < hosts; host++) Assert.True(await _repeated.WaitAsync(OpenStream.Patience, TestContext.Current.CancellationToken), "No host looks.");
    }
}
