using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;
using Eoc.ServiceDefaults.Telemetry;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>A thin shell before a service that keeps state.</summary>
internal sealed class StatefulFacts(IStatefulFactsReceiver receiver) : IConsumer<FactsPublished>
{
    public Task Consume(ConsumeContext<FactsPublished> context)
    {
        BusMeasures.Arrived(context.Message, receiver.Queue, TimeProvider.System);
        return receiver.Receive(context.Message, context.CancellationToken);
    }

    /// <summary>Short: a retry holds the only slot, and the journal has everything.</summary>
    public static void Patience(IRetryConfigurator retry) => retry.Intervals(100, 500, 1000);
}
