using Eoc.Journal.Relaying;
using Eoc.ServiceDefaults.Positions;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>The bus: MassTransit in memory, or on RabbitMQ. Names: <see cref="BusTopology" />.</summary>
public static class BusService
{
    /// <summary>Adds the bus.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="broker">RabbitMQ's URI, or null: in memory, inside this process.</param>
    /// <param name="follows">Whether this process follows the facts: then it gets a queue of its own in each lane, gone when the process is.</param>
    public static TBuilder AddBus<TBuilder>(this TBuilder builder, Uri? broker, bool follows)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<IFactPublisher, BusFactPublisher>();
        // Inside one process positions go straight to the picture: twenty-five thousand a second are not worth a message's envelope each way.
        if (broker is not null) builder.Services.AddSingleton<IPositionPublisher, BusPositionPublisher>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            if (follows) bus.AddConsumer<FactsConsumer>();
            if (follows && broker is not null) bus.AddConsumer<PositionsConsumer>();
            if (broker is null) bus.UsingInMemory((context, memory) => InMemoryBus.Configure(context, memory, follows));
            else bus.UsingRabbitMq((context, rabbit) => RabbitBus.Configure(context, rabbit, broker, follows));
        });

        // A broker that is away must not keep a dispatcher from working: the process starts, says so, and goes on trying.
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = false);
        builder.Services.AddHostedService<RelayBeforeBus>();
        if (broker is not null) builder.Services.AddHostedService<BrokerWatch>();
        // Each try's stack trace says no more than BrokerWatch does; what befalls messages is still told.
        builder.Logging.AddFilter("MassTransit", LogLevel.Error).AddFilter("MassTransit.Messages", LogLevel.Warning).AddFilter("MassTransit.ReceiveTransport", LogLevel.Warning);
        return builder;
    }
}
