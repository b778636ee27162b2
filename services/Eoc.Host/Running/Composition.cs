using Eoc.Cities;
using Eoc.Emergency;
using Eoc.Exercises;
using Eoc.Host.Clustering;
using Eoc.Host.Configuring;
using Eoc.Host.Serving;
using Eoc.Identity;
using Eoc.Incidents;
using Eoc.Journal;
using Eoc.Picture;
using Eoc.ServiceDefaults.Bus;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Reading;
using Eoc.ServiceDefaults.Telemetry;
using Eoc.Tracking;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace Eoc.Host.Running;

/// <summary>Puts the parts of a process together, by its roles.</summary>
internal static class Composition
{
    /// <summary>A supervisor kills what has not ended 30 s after it was asked to; grains and leases must have been handed over by then.</summary>
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(20);

    public static WebApplication Build(EocSettings settings)
    {
        // Settings are read once. Watched, the folder that the process is started in costs a wake-up for each write of a journal under it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Services.AddSingleton(TimeProvider.System);
        Quieten(builder.Logging);
        builder.Listen(settings);
        builder.AddTelemetry(settings.Otlp, settings.Roles.ToString());

        // Orleans first: what consumes messages may call grains, so the silo must be up before the bus.
        builder.AddGrains(settings);
        builder.AddJournal(new JournalOptions { DataFolder = settings.Data, Postgres = settings.Journal });
        builder.AddIncidents();
        builder.AddEmergency(settings.Data, settings.Journal, works: settings.Roles.HasFlag(ProcessRoles.Work));
        if (settings.Roles.HasFlag(ProcessRoles.Edge)) AddEdge(builder, settings);
        builder.AddBus(settings.Bus, follows: settings.Roles.HasFlag(ProcessRoles.Edge));
        builder.AddReadiness();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = GoodbyeLimit);
        return Map(builder.Build(), settings);
    }

    /// <summary>What the libraries say of themselves is for those who ask; warnings are for everybody.</summary>
    private static void Quieten(ILoggingBuilder logging)
    {
        foreach (var category in (string[])["Orleans", "Microsoft.Orleans", "Microsoft", "Grpc", "Polly"])
            logging.AddFilter(category, LogLevel.Warning);
        // The choice of garbage collector is made, in the project file.
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        // Asked for every half minute, and told on /readyz.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // Said to collectors; people at the console have read the addresses.
        logging.AddFilter<ConsoleLoggerProvider>("Eoc.Host", LogLevel.Warning);
        // Its first look measures from the start of the machine and cries wolf.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
    }

    private static void AddEdge(WebApplicationBuilder builder, EocSettings settings)
    {
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = Ports.MaxMessage;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<OutageAnswer>((Func<Exception, bool>)RecordOutage.Is, RecordOutage.Words);
        });
        builder.Services.AddGrpcReflection();
        builder.AddCities(settings.Cities);
        builder.AddExercises();
        builder.AddPicture();
        builder.AddTracking(settings.Data);
        builder.AddIdentity(identity =>
        {
            identity.DataFolder = settings.Data;
            identity.ConnectionString = settings.Journal;
            identity.LiveNeedsAuthenticator = settings.TotpRequired;
        });
    }

    private static WebApplication Map(WebApplication app, EocSettings settings)
    {
        app.MapReadiness();
        if (!settings.Roles.HasFlag(ProcessRoles.Edge)) return app;
        app.MapConsole();
        app.UseRouting();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapUnreadableRequests();
        app.MapIdentity();
        app.MapIncidents();
        app.MapCities();
        app.MapExercises();
        app.MapPicture();
        app.MapTracking();
        app.MapEmergency();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        return app;
    }
}
