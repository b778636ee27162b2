using Eoc.Exercises.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eoc.Exercises;

/// <summary>What became of replays and drills. The import of call histories itself is a client of the public API: <see cref="Replaying.ReplayCommand" />.</summary>
public static class ExercisesService
{
    /// <summary>What the RPCs need.</summary>
    public static TBuilder AddExercises<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<ReplayRpc>();
        return builder;
    }

    /// <summary>Serves the RPCs.</summary>
    public static IEndpointRouteBuilder MapExercises(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<ReplayRpc>();
        return app;
    }
}
