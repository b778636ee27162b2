using Eoc.Emergency.Measuring;
using Eoc.Journal;
using Eoc.Journal.Relaying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eoc.Emergency;

/// <summary>Fire, rescue and emergency medical services.</summary>
public static class EmergencyHosting
{
    /// <summary>The store of response times.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="dataFolder">Where SQLite's file lies.</param>
    /// <param name="postgres">A PostgreSQL connection string, or null: SQLite.</param>
    /// <param name="works">Whether this process makes them from the facts.</param>
    public static TBuilder AddEmergency<TBuilder>(this TBuilder builder, string dataFolder, string? postgres, bool works)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton(new MeasureDatabase(dataFolder, postgres)).AddSingleton<MeasureStore>().AddSingleton<ResponseTimesRpc>();
        if (!works) return builder;
        builder.Services
            .AddSingleton<ResponseMeasuring>()
            .AddSingleton<IStatefulFactsReceiver>(services => services.GetRequiredService<ResponseMeasuring>())
            .AddSingleton<IRealmKeeper>(services => services.GetRequiredService<ResponseMeasuring>())
            .AddHostedService(services => services.GetRequiredService<ResponseMeasuring>());
        return builder;
    }

    /// <summary>Serves the RPCs.</summary>
    public static IEndpointRouteBuilder MapEmergency(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<ResponseTimesRpc>();
        return app;
    }
}
