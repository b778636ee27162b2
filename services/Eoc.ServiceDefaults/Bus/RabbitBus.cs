using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Positions;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>The cluster shape: RabbitMQ, every publish confirmed.</summary>
internal static class RabbitBus
{
    private const ushort Prefetch = 64;

    public static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus, Uri broker, bool follows)
    {
        bus.Host(broker, host => host.PublisherConfirmation = true);
        BusTopology.Name(bus);
        bus.Publish<FactsPublished>(message => message.ExchangeType = BusTopology.Direct);
        bus.Publish<PositionsMoved>(message => message.ExchangeType = BusTopology.Direct);
        if (!follows) return;
        foreach (var lane in BusLane.All)
        {
            Receive<FactsConsumer>(context, bus, BusTopology.Facts, lane);
            Receive<PositionsConsumer>(context, bus, BusTopology.Positions, lane);
        }
    }

    /// <summary>A queue of this process's own, classic and gone with it: after a start or a reconnect the journal tells what was missed.</summary>
    private static void Receive<TConsumer>(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus, string exchange, string lane)
        where TConsumer : class, IConsumer =>
        bus.ReceiveEndpoint(new TemporaryEndpointDefinition($"picture.{exchange}.{lane}"), KebabCaseEndpointNameFormatter.Instance, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PrefetchCount = Prefetch;
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.Bind(exchange, bind =>
            {
                bind.ExchangeType = BusTopology.Direct;
                bind.RoutingKey = lane;
            });
            endpoint.ConfigureConsumer<TConsumer>(context);
        });
}
