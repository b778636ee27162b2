using Eoc.Journal.Realms;
using Eoc.ServiceDefaults.Positions;
using Eoc.Tracking.Ingesting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Tracking.Telling;

/// <summary>Once a tick sends one batch for each realm in which something moved, and every ten seconds where everything is.</summary>
internal sealed partial class TrackingTicks(
    TrackedRealms realms, IRealmClocks clocks, IPositionPublisher publisher, TimeProvider time, ILogger<TrackingTicks> logger) : BackgroundService
{
    /// <summary>A tenth of the picture's tick: a position waits for the picture's next tick, and hardly longer.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    private const int TicksForAll = 400;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        for (var tick = 1; await timer.WaitForNextTickAsync(stoppingToken); tick++)
            foreach (var realm in realms.All) await Tell(realm, tick % TicksForAll == 0, stoppingToken);
    }

    private async Task Tell(RealmTracks realm, bool all, CancellationToken cancellation)
    {
        try
        {
            var now = await clocks.Now(realm.Realm, cancellation) ?? time.GetUtcNow();
            if (realm.Batch(all, now.ToUnixTimeMilliseconds()) is { } batch) await publisher.Publish(batch, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Not kept: ten seconds later all positions are told anyway, and newer ones sooner.
            LogUnsent(logger, realm.Realm, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Positions of {Realm} could not be sent; the next batch says where the units are by then.")]
    private static partial void LogUnsent(ILogger logger, Contracts.Ids.RealmId realm, Exception failure);
}
