using Eoc.Incidents.Admitting;
using Eoc.Incidents.Agencies;
using Eoc.Incidents.Calls;
using Eoc.Incidents.FollowingUp;
using Eoc.Incidents.Incidents;
using Eoc.Incidents.Realms;
using Eoc.Incidents.Turns;
using Eoc.Incidents.Units;
using Eoc.Journal;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Relaying;
using Eoc.ServiceDefaults.Calling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eoc.Incidents;

/// <summary>Calls, incidents, units, agencies and realms: their grains and their RPCs.</summary>
public static class IncidentsService
{
    /// <summary>What grains, follow-ups and RPCs need.</summary>
    public static TBuilder AddIncidents<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services
            .AddSingleton<Streams>()
            .AddSingleton<IFollowUpDelivery, GrainDelivery>()
            .AddSingleton<IDispatchConsents, GrainConsents>()
            .AddSingleton<IFactsReceiver, ClockNews>()
            .AddSingleton<Admission>()
            .AddSingleton<CommandEdge>()
            .AddSingleton<RealmZones>()
            .AddSingleton<IRealmKeeper>(provider => provider.GetRequiredService<RealmZones>())
            .AddSingleton<Timelines>()
            // One of each for the whole process: they hold no state of a call.
            .AddSingleton<CallRpc>()
            .AddSingleton<IncidentRpc>()
            .AddSingleton<UnitRpc>()
            .AddSingleton<AgencyRpc>()
            .AddSingleton<RealmRpc>();
        return builder;
    }

    /// <summary>Serves the RPCs.</summary>
    public static IEndpointRouteBuilder MapIncidents(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<CallRpc>();
        app.MapGrpcService<IncidentRpc>();
        app.MapGrpcService<UnitRpc>();
        app.MapGrpcService<AgencyRpc>();
        app.MapGrpcService<RealmRpc>();
        return app;
    }
}
