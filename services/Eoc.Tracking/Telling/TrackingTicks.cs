using Eoc.Tracking.Ingesting;
using Microsoft.Extensions.Hosting;

namespace Eoc.Tracking.Telling;

/// <summary>Over a bus sends one batch a tick for each realm in which something moved; and every ten seconds, on every way, where everything is.</summary>
internal sealed class TrackingTicks(TrackedRealms realms, PositionTelling telling, TimeProvider time) : BackgroundService
{
    /// <summary>A tenth of the picture's tick: a position waits for the picture's next tick, and hardly longer.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan All = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = telling.IsAtOnce ? All : Tick;
        var ticksForAll = (int)(All / every);
        using var timer = new PeriodicTimer(every, time);
        for (var tick = 1; await timer.WaitForNextTickAsync(stoppingToken); tick++)
            foreach (var realm in realms.All) await telling.Tell(realm, tick % ticksForAll == 0, stoppingToken);
    }
}
