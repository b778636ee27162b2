using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Benchmarks.FanOut;

/// <summary>The floor under any stream to a console: Kestrel writes ready bytes, as many at a time as our frames have, four times a second.</summary>
internal static class BareFrames
{
    private const int TicksPerSecond = 4;
    private const int PerConnection = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task<int> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        app.MapGet("/frames/{size:int}", (int size, HttpContext context) => Write(size, context));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <param name="bytesPerConsole">Of one second, on average over all consoles.</param>
    /// <param name="duration">How long.</param>
    public static async Task<Work> Run(double bytesPerConsole, TimeSpan duration)
    {
        using var server = await FloorProcess.Start("frames");
        using var stop = new CancellationTokenSource();
        // A district's frame is a twenty-fifth of the city's.
        var wholeCity = bytesPerConsole * Consoles.Count / (Consoles.WholeCity + (double)(Consoles.Count - Consoles.WholeCity) / MovingCity.Districts) / TicksPerSecond;
        var received = 0L;
        var clients = new List<HttpClient>();
        for (var console = 0; console < Consoles.Count; console++)
        {
            if (console % PerConnection == 0) clients.Add(new() { BaseAddress = server.Address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact });
            var size = (int)(console % 5 == 0 ? wholeCity : wholeCity / MovingCity.Districts);
            _ = Read(clients[^1], size, bytes => Interlocked.Add(ref received, bytes), stop.Token);
        }

        await Task.Delay(WarmUp, TimeProvider.System);
        var (bytes, processor, start) = (Interlocked.Read(ref received), server.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(duration, TimeProvider.System);
        var work = new Work(0, Interlocked.Read(ref received) - bytes, server.ProcessorTime - processor, Stopwatch.GetElapsedTime(start));
        await stop.CancelAsync();
        foreach (var client in clients) client.Dispose();
        return work;
    }

    private static async Task Write(int size, HttpContext context)
    {
        var frame = new byte[size];
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond), TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.BodyWriter.WriteAsync(frame, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }

    private static async Task Read(HttpClient client, int size, Action<int> take, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await client.GetStreamAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"frames/{size}"), UriKind.Relative), cancellation);
            var buffer = new byte[64 * 1024];
            while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count) take(count);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // Stopped.
        }
    }
}
