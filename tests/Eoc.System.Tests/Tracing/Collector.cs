using System.Collections.Concurrent;
using Eoc.SystemTests.Tracing.Otlp;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eoc.SystemTests.Tracing;

/// <summary>An OTLP/gRPC collector that keeps what it gets.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public ConcurrentQueue<Span> Spans { get; } = new();

    public ConcurrentDictionary<string, string> Metrics { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Logs { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<CollectorHolder>().Collector!).AddSingleton<CollectorHolder>();
        builder.Services.AddSingleton<Traces>().AddSingleton<Measures>().AddSingleton<Lines>();
        var app = builder.Build();
        var collector = app.Services.GetRequiredService<CollectorHolder>().Collector = new Collector(app);
        app.MapGrpcService<Traces>();
        app.MapGrpcService<Measures>();
        app.MapGrpcService<Lines>();
        await app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class CollectorHolder
    {
        public Collector? Collector { get; set; }
    }

    private sealed class Traces(Collector collector) : TraceService.TraceServiceBase
    {
        public override Task<ExportResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            foreach (var span in request.ResourceSpans.SelectMany(resource => resource.ScopeSpans).SelectMany(scope => scope.Spans)) collector.Spans.Enqueue(span);
            return Task.FromResult(new ExportResponse());
        }
    }

    private sealed class Measures(Collector collector) : MetricsService.MetricsServiceBase
    {
        public override Task<ExportResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
        {
            foreach (var metric in request.ResourceMetrics.SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics)) collector.Metrics[metric.Name] = metric.Unit;
            return Task.FromResult(new ExportResponse());
        }
    }

    private sealed class Lines(Collector collector) : LogsService.LogsServiceBase
    {
        public override Task<ExportResponse> Export(ExportLogsServiceRequest request, ServerCallContext context)
        {
            foreach (var line in request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords)) collector.Logs.Enqueue(line.Body.StringValue);
            return Task.FromResult(new ExportResponse());
        }
    }
}
