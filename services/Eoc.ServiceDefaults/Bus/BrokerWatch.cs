using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>One line when the broker goes and one when it comes back, instead of a stack trace for each try in between.</summary>
internal sealed partial class BrokerWatch(IBusControl bus, TimeProvider time, ILogger<BrokerWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var away = false;
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var found = bus.CheckHealth();
            if (away == (found.Status != BusHealthStatus.Healthy)) continue;
            away = !away;
            if (away) LogAway(log, Reason(found));
            else LogBack(log);
        }
    }

    private static string Reason(BusHealthResult found) =>
        (found.Exception ?? found.Endpoints.Values.Select(endpoint => endpoint.Exception).FirstOrDefault(failure => failure is not null))?.GetBaseException().Message ?? found.Description;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker is away ({Why}): commands go on, pictures follow the journal; it is tried again.")]
    private static partial void LogAway(ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker is there.")]
    private static partial void LogBack(ILogger logger);
}
