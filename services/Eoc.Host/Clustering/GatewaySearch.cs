using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Eoc.Host.Clustering;

/// <summary>An edge that starts before its silos waits for them.</summary>
internal sealed partial class GatewaySearch(TimeProvider time, ILogger<GatewaySearch> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogWaits(log, exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for a silo: {Why}")]
    private static partial void LogWaits(ILogger logger, string why);
}
