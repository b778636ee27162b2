using Eoc.Journal;
using Eoc.Journal.Relaying;
using Eoc.Picture.Following;
using Eoc.Picture.Measuring;
using Eoc.Picture.Watching;
using Eoc.ServiceDefaults.Positions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Eoc.Picture;

/// <summary>The shared operating picture: what the journal says, as streams for those who may know it.</summary>
public static class PictureService
{
    /// <summary>
    /// Registers the picture. It reads gaps from the registered <see cref="Eoc.Journal.IJournals" /> and is fed by whoever calls the registered
    /// <see cref="IFactsReceiver" /> and <see cref="IPositionsReceiver" />; without them it follows the journal by itself.
    /// </summary>
    public static TBuilder AddPicture<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck<PictureHealth>("picture");
        builder.Services
            .AddSingleton(new PictureOptions())
            .AddSingleton(PictureSeed.Random())
            .AddSingleton<FollowedRealms>()
            .AddSingleton<IFactsReceiver>(provider => provider.GetRequiredService<FollowedRealms>())
            .AddSingleton<IPositionsReceiver>(provider => provider.GetRequiredService<FollowedRealms>())
            .AddSingleton<IRealmKeeper>(provider => provider.GetRequiredService<FollowedRealms>())
            .AddSingleton<WatchRpc>()
            .AddSingleton<ConsoleTimesRpc>()
            .AddHostedService<PictureTicks>()
            .AddHostedService<JournalWatch>();
        return builder;
    }

    /// <summary>Serves Watch, and takes what consoles tell of their times.</summary>
    public static IEndpointRouteBuilder MapPicture(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<WatchRpc>();
        app.MapGrpcService<ConsoleTimesRpc>();
        return app;
    }
}
