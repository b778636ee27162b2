using System.Collections.Immutable;
using Eoc.Cities.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eoc.Cities;

/// <summary>City packs: everything local, told to whoever is signed in to a realm that names one.</summary>
public static class CitiesService
{
    /// <summary>What the RPCs need.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="folders">Where packs lie, each in a folder of its name; of two packs of one name the first counts.</param>
    public static TBuilder AddCities<TBuilder>(this TBuilder builder, params IEnumerable<string> folders)
        where TBuilder : IHostApplicationBuilder
    {
        ImmutableArray<string> all = [.. folders];
        builder.Services
            .AddSingleton(services => new PackLibrary(all, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<IRealmCities, GrainCities>()
            .AddSingleton<CityRpc>();
        return builder;
    }

    /// <summary>Serves the RPCs.</summary>
    public static IEndpointRouteBuilder MapCities(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<CityRpc>();
        return app;
    }
}
