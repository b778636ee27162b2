using System.Net.Security;
using System.Security.Authentication;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Positions;
using Eoc.Journal.Relaying;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>The cluster shape: RabbitMQ, every publish confirmed.</summary>
internal static class RabbitBus
{
    private const ushort Prefetch = 64;
    private const string Encrypted = "amqps";

    public static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus, Uri broker, bool follows)
    {
        bus.Host(broker, host =>
        {
            host.PublisherConfirmation = true;
            if (broker.Scheme == Encrypted) host.UseSsl(ssl => Demand(ssl, broker.Host));
        });
        BusTopology.Name(bus);
        bus.Publish<FactsPublished>(message => message.ExchangeType = BusTopology.Direct);
        bus.Publish<PositionsMoved>(message => message.ExchangeType = BusTopology.Direct);
        foreach (var receiver in context.GetServices<IStatefulFactsReceiver>())
            foreach (var lane in BusLane.All) Serve(bus, receiver, lane);
        if (!follows) return;
        foreach (var lane in BusLane.All)
        {
            Receive<FactsConsumer>(context, bus, BusTopology.Facts, lane);
            Receive<PositionsConsumer>(context, bus, BusTopology.Positions, lane);
        }
    }

    /// <summary>MassTransit would take a certificate that any authority signed.</summary>
    private static void Demand(IRabbitMqSslConfigurator ssl, string host)
    {
        ssl.ServerName = host;
        ssl.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
        ssl.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
    }

    /// <summary>A queue of this process's own, classic and gone with it: after a start or a reconnect the journal tells what was missed.</summary>
    private static void Receive<TConsumer>(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus, string exchange, string lane)
        where TConsumer : class, IConsumer =>
        bus.ReceiveEndpoint(new TemporaryEndpointDefinition($"picture.{exchange}.{lane}"), KebabCaseEndpointNameFormatter.Instance, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            // Durable for RabbitMQ 4, which gives up transient queues; and gone at once with its consumer, not a minute later.
            (endpoint.Durable, endpoint.AutoDelete) = (true, true);
            endpoint.PrefetchCount = Prefetch;
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.Bind(exchange, bind =>
            {
                bind.ExchangeType = BusTopology.Direct;
                bind.RoutingKey = lane;
            });
            endpoint.ConfigureConsumer<TConsumer>(context);
        });

    /// <summary>
    /// One queue for all processes of a service: on a majority's disks, and one of them at a time is served, so that it sees the facts in order. What cannot
    /// be taken in after some tries goes to the queue's <c>_error</c> queue; what it lacks then is read from the journal.
    /// </summary>
    private static void Serve(IRabbitMqBusFactoryConfigurator bus, IStatefulFactsReceiver receiver, string lane) =>
        bus.ReceiveEndpoint($"{receiver.Queue}.{lane}", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.SetQuorumQueue();
            // A message that kills its reader time and again comes to rest here, also on brokers without a limit of their own (before 4.0).
            endpoint.SetQueueArgument("x-delivery-limit", BusTopology.DeliveryLimit);
            endpoint.BindDeadLetterQueue(BusTopology.Parked, BusTopology.Parked);
            endpoint.SingleActiveConsumer = true;
            endpoint.PrefetchCount = Prefetch;
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.UseMessageRetry(StatefulFacts.Patience);
            endpoint.Bind(BusTopology.Facts, bind =>
            {
                bind.ExchangeType = BusTopology.Direct;
                bind.RoutingKey = lane;
            });
            endpoint.Consumer(() => new StatefulFacts(receiver));
        });
}
