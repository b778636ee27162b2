using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;
using MassTransit;
using MassTransit.Transports.Fabric;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>
/// The embedded shape: real MassTransit, no broker. What it loses when the process dies is read from the journal at the next start. Positions do not go
/// this way: whoever takes them in hands them to the picture of the same process.
/// </summary>
internal static class InMemoryBus
{
    public static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus, bool follows)
    {
        BusTopology.Name(bus);
        bus.Publish<FactsPublished>(message => message.ExchangeType = ExchangeType.Direct);
        foreach (var receiver in context.GetServices<IStatefulFactsReceiver>())
            foreach (var lane in BusLane.All) Serve(bus, receiver, lane);
        if (!follows) return;
        foreach (var lane in BusLane.All) Receive<FactsConsumer>(context, bus, BusTopology.Facts, lane);
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

    private static void Serve(IInMemoryBusFactoryConfigurator bus, IStatefulFactsReceiver receiver, string lane) =>
        bus.ReceiveEndpoint($"{receiver.Queue}.{lane}", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.UseMessageRetry(StatefulFacts.Patience);
            endpoint.Bind(BusTopology.Facts, ExchangeType.Direct, lane);
            endpoint.Consumer(() => new StatefulFacts(receiver));
        });
}
