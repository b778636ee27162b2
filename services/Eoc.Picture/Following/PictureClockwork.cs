using Eoc.Contracts.Ids;
using Eoc.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Picture.Following;

/// <summary>Ticks: positions and heartbeats every quarter of a second.</summary>
internal sealed class PictureTicks(FollowedRealms realms, PictureOptions options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var realm in realms.Loaded) realm.Tick();
    }
}

/// <summary>Asks the journal for what the bus did not bring, and opens live as soon as there is one.</summary>
internal sealed partial class JournalWatch(FollowedRealms realms, TimeProvider time, ILogger<JournalWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do await Look(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Look(CancellationToken cancellation)
    {
        try
        {
            await realms.Open(RealmId.Live, cancellation);
            await realms.Look(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogUnread(logger, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The journal of live does not answer; its picture waits.")]
    private static partial void LogUnread(ILogger logger, Exception failure);
}
