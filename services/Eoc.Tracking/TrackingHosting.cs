using Eoc.Journal;
using Eoc.Journal.Relaying;
using Eoc.ServiceDefaults.Positions;
using Eoc.Tracking.Ingesting;
using Eoc.Tracking.Reporting;
using Eoc.Tracking.Sampling;
using Eoc.Tracking.Telling;
using Eoc.Tracking.Terminals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Eoc.Tracking;

/// <summary>Where units are, and what their terminals show.</summary>
public static class TrackingHosting
{
    /// <summary>
    /// Registers tracking. Positions leave through the registered <see cref="IPositionPublisher" />; without one they go straight to the
    /// <see cref="IPositionsReceiver" />s of this process. Facts come in through the registered <see cref="IFactsReceiver" />.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="dataFolder"><c>EOC_DATA</c>; sampled tracks lie in <c>tracks/</c> inside it, one file for each realm.</param>
    public static TBuilder AddTracking<TBuilder>(this TBuilder builder, string dataFolder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IPositionPublisher, LocalPositions>();
        builder.Services
            .AddSingleton(new TrackFolder(Path.Combine(dataFolder, "tracks")))
            .AddSingleton<TrackedRealms>()
            .AddSingleton<TrackWriting>()
            .AddSingleton<PositionTelling>()
            .AddSingleton<Rosters>()
            .AddSingleton<IFactsReceiver>(provider => provider.GetRequiredService<Rosters>())
            // In this order: what is written is what is tracked.
            .AddSingleton<IRealmKeeper>(provider => provider.GetRequiredService<TrackedRealms>())
            .AddSingleton<IRealmKeeper>(provider => provider.GetRequiredService<TrackWriting>())
            .AddSingleton<IRealmKeeper>(provider => provider.GetRequiredService<Rosters>())
            .AddSingleton<TerminalDesk>()
            .AddSingleton<TrackingRpc>()
            .AddHostedService(provider => provider.GetRequiredService<Rosters>())
            .AddHostedService<TrackingTicks>()
            .AddHostedService(provider => provider.GetRequiredService<TrackWriting>());
        return builder;
    }

    /// <summary>Serves Report and Terminal.</summary>
    public static IEndpointRouteBuilder MapTracking(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<TrackingRpc>();
        return app;
    }
}
