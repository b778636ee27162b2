using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Positions;
using MassTransit;
using MassTransit.Transports.Fabric;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>The embedded shape: real MassTransit, no broker. What it loses when the process dies is read from the journal at the next start.</summary>
internal static class InMemoryBus
{
    public static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus, bool follows)
    {
        BusTopology.Name(bus);
        bus.Publish<FactsPublished>(message => message.ExchangeType = ExchangeType.Direct);
        bus.Publish<PositionsMoved>(message => message.ExchangeType = ExchangeType.Direct);
        if (!follows) return;
        foreach (var lane in BusLane.All)
        {
            Receive<FactsConsumer>(context, bus, BusTopology.Facts, lane);
            Receive<PositionsConsumer>(context, bus, BusTopology.Positions, lane);
        }
    }

    private static void Receive<TConsumer>(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus, string exchange, string lane)
        where TConsumer : class, IConsumer =>
        bus.ReceiveEndpoint($"picture.{exchange}.{lane}", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.Bind(exchange, ExchangeType.Direct, lane);
            endpoint.ConfigureConsumer<TConsumer>(context);
        });
}
