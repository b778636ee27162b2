using Eoc.Contracts.Events;
using MassTransit;
using RabbitMQ.Client;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>The cluster shape: RabbitMQ, every publish confirmed.</summary>
internal static class RabbitBus
{
    private const ushort Prefetch = 64;

    public static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus, Uri broker, bool follows)
    {
        bus.Host(broker, host => host.PublisherConfirmation = true);
        bus.Message<FactsPublished>(message => message.SetEntityName(BusService.FactsExchange));
        bus.Publish<FactsPublished>(message => message.ExchangeType = ExchangeType.Direct);
        bus.Send<FactsPublished>(send => send.UseRoutingKeyFormatter(sent => BusLane.Of(sent.Message.Realm)));
        if (!follows) return;
        foreach (var lane in BusLane.All)
        {
            bus.ReceiveEndpoint(new TemporaryEndpointDefinition($"picture-{lane}"), KebabCaseEndpointNameFormatter.Instance, endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                endpoint.PrefetchCount = Prefetch;
                endpoint.ConcurrentMessageLimit = 1;
                endpoint.Bind(BusService.FactsExchange, bind =>
                {
                    bind.ExchangeType = ExchangeType.Direct;
                    bind.RoutingKey = lane;
                });
                endpoint.ConfigureConsumer<FactsConsumer>(context);
            });
        }
    }
}
