using Eoc.Contracts.Events;
using MassTransit;
using MassTransit.Transports.Fabric;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>The embedded shape: real MassTransit, no broker. What it loses when the process dies is read from the journal at the next start.</summary>
internal static class InMemoryBus
{
    public static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus, bool follows)
    {
        bus.Message<FactsPublished>(message => message.SetEntityName(BusService.FactsExchange));
        bus.Publish<FactsPublished>(message => message.ExchangeType = ExchangeType.Direct);
        bus.Send<FactsPublished>(send => send.UseRoutingKeyFormatter(sent => BusLane.Of(sent.Message.Realm)));
        if (!follows) return;
        foreach (var lane in BusLane.All)
        {
            bus.ReceiveEndpoint($"picture-{lane}", endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                endpoint.ConcurrentMessageLimit = 1;
                endpoint.Bind(BusService.FactsExchange, ExchangeType.Direct, lane);
                endpoint.ConfigureConsumer<FactsConsumer>(context);
            });
        }
    }
}
