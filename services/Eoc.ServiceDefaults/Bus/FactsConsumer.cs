using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;
using Eoc.ServiceDefaults.Telemetry;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>A thin shell: hands the message to whatever in this process follows the facts.</summary>
internal sealed class FactsConsumer(IEnumerable<IFactsReceiver> receivers, TimeProvider time) : IConsumer<FactsPublished>
{
    public async Task Consume(ConsumeContext<FactsPublished> context)
    {
        BusMeasures.Arrived(context.Message, "picture", time);
        foreach (var receiver in receivers) await receiver.Receive(context.Message, context.CancellationToken);
    }
}
