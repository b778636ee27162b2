using Eoc.Contracts.Ids;
using Eoc.Journal.Realms;
using Eoc.ServiceDefaults.Positions;
using Eoc.Tracking.Ingesting;
using Microsoft.Extensions.Logging;

namespace Eoc.Tracking.Telling;

/// <summary>Sends on where units are: at once inside this process, and over a bus what gathered since the last tick.</summary>
internal sealed partial class PositionTelling(IRealmClocks clocks, IPositionPublisher publisher, TimeProvider time, ILogger<PositionTelling> logger)
{
    /// <summary>Whether each report goes on as it comes. A wait for a tick of this service would only be added to the wait for the picture's.</summary>
    public bool IsAtOnce => publisher.IsNear;

    /// <summary>A report was taken in.</summary>
    public Task Reported(RealmTracks realm, CancellationToken cancellation) => IsAtOnce ? Tell(realm, all: false, cancellation) : Task.CompletedTask;

    /// <summary>Sends what moved since the last time, or where everything is.</summary>
    public async Task Tell(RealmTracks realm, bool all, CancellationToken cancellation)
    {
        try
        {
            using var batch = realm.Batch(all);
            if (batch.IsEmpty) return;
            var now = await clocks.Now(realm.Realm, cancellation) ?? time.GetUtcNow();
            await publisher.Publish(realm.Realm, now.ToUnixTimeMilliseconds(), batch.Rows, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Not kept: ten seconds later all positions are told anyway, and newer ones sooner.
            LogUnsent(logger, realm.Realm, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Positions of {Realm} could not be sent; the next batch says where the units are by then.")]
    private static partial void LogUnsent(ILogger logger, RealmId realm, Exception failure);
}
