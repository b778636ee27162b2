using System.Reflection;
using Eoc.Journal.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Eoc.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs over OTLP, when a collector is named; without one nothing listens and nothing is made.</summary>
public static class TelemetryService
{
    private const string Standard = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
        ["Eoc.*", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Adds telemetry.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="collector">An OTLP/gRPC collector, or null: what <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names, if it is set.</param>
    /// <param name="roles">What the process runs, as it is told to whoever looks.</param>
    public static TBuilder AddTelemetry<TBuilder>(this TBuilder builder, Uri? collector, string roles)
        where TBuilder : IHostApplicationBuilder
    {
        if (collector is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Standard))) return builder;
        builder.Logging.AddOpenTelemetry(logs => logs.IncludeFormattedMessage = true);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, roles))
            .WithTracing(traces => traces.AddSource(CommandTrace.SourceName).AddAspNetCoreInstrumentation(http => http.Filter = IsCall))
            .WithMetrics(metrics => metrics.AddMeter(Meters));
        if (collector is null) telemetry.UseOtlpExporter();
        else telemetry.UseOtlpExporter(OtlpExportProtocol.Grpc, collector);
        return builder;
    }

    private static void Describe(ResourceBuilder resource, string roles) => resource
        .AddService("eoc", serviceVersion: typeof(TelemetryService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddAttributes([new("eoc.roles", roles), new("host.name", Environment.MachineName)]);

    /// <summary>Calls that end, and not those that only tell of others: a stream's span would be told only when a shift is over.</summary>
    private static bool IsCall(HttpContext http) =>
        http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true
        && http.Request.Path.Value is { } path
        && !path.StartsWith("/eoc.v1.PictureStreamService/", StringComparison.Ordinal)
        && !path.StartsWith("/eoc.v1.TrackingService/", StringComparison.Ordinal)
        && !path.StartsWith("/eoc.v1.ConsoleTelemetryService/", StringComparison.Ordinal);
}
