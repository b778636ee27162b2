using Eoc.Journal.Relaying;
using Microsoft.Extensions.Hosting;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>Registered after the bus and therefore stopped before it: what the last commands wrote is still published, and nothing is offered to a bus that is gone.</summary>
internal sealed class RelayBeforeBus(IRelays relays, TimeProvider time) : IHostedService
{
    /// <summary>A broker that is away does not hold up the end; the rest is published by another process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await relays.FinishRelaying(patience.Token);
    }
}
