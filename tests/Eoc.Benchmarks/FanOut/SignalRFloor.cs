using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Benchmarks.FanOut;

/// <summary>SignalR with its JSON protocol: a batch for each tick, to a group of those who look at everything and one for each district.</summary>
internal static class SignalRFloor
{
    private const int TicksPerSecond = 4;
    private const byte Separator = 0x1e;
    private const int ShortestBatch = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapHub<PositionHub>("/positions");
        app.MapPost("/go/{rounds:int}", (int rounds, IHubContext<PositionHub> hub) => Publish(hub, rounds));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    public static async Task<Work> Run(int rounds)
    {
        using var server = await FloorProcess.Start("signalr");
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = Patience };
        var sockets = new List<ClientWebSocket>();
        var (batches, bytes) = (0L, 0L);
        for (var console = 0; console < Consoles.Count; console++)
        {
            var socket = await Join(server.Address, console % 5 == 0 ? "all" : Group(console % MovingCity.Districts));
            sockets.Add(socket);
            _ = Read(socket, Take);
        }

        var (processor, start) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        using var answer = await http.PostAsync(new Uri($"go/{rounds}", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        while (Interlocked.Read(ref batches) < (long)rounds * TicksPerSecond * Consoles.Count)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException("SignalR did not deliver everything.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var work = new Work(rounds * (double)Consoles.WantedPerSecond, bytes, server.ProcessorTime - processor, Stopwatch.GetElapsedTime(start));
        foreach (var socket in sockets) socket.Dispose();
        return work;

        void Take(int count, int length)
        {
            Interlocked.Add(ref batches, count);
            Interlocked.Add(ref bytes, length);
        }
    }

    private static async Task Publish(IHubContext<PositionHub> hub, int rounds)
    {
        for (var tick = 0; tick < rounds * TicksPerSecond; tick++)
        {
            var moved = Enumerable.Range(0, MovingCity.Units / TicksPerSecond).Select(at => Position(at * TicksPerSecond + tick % TicksPerSecond, tick / TicksPerSecond)).ToArray();
            await hub.Clients.Group("all").SendAsync("moved", moved);
            foreach (var district in moved.Chunk(MovingCity.UnitsPerDistrict / TicksPerSecond).Select((batch, number) => (batch, number)))
                await hub.Clients.Group(Group(district.number)).SendAsync("moved", district.batch);
        }
    }

    private static PositionOnWire Position(int unit, int move) => new(MovingCity.Name(unit), MovingCity.Latitude(unit, move) / 1e6, MovingCity.Longitude(unit, move) / 1e6, 1_795_374_000_000);

    private static string Group(int district) => string.Create(CultureInfo.InvariantCulture, $"d{district}");

    private static async Task<ClientWebSocket> Join(Uri address, string group)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/positions?group={group}"), CancellationToken.None);
        await socket.SendAsync(Encoding.ASCII.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        // The answer to the handshake comes once the connection is in its group.
        await socket.ReceiveAsync(new byte[64], CancellationToken.None);
        return socket;
    }

    private static async Task Read(ClientWebSocket socket, Action<int, int> take)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { Count: > 0 } result)
            {
                var batches = 0;
                for (var at = 0; at < result.Count; at++)
                {
                    length++;
                    if (buffer[at] != Separator) continue;
                    // What is shorter only keeps the connection alive.
                    if (length > ShortestBatch) batches++;
                    length = 0;
                }

                take(batches, result.Count);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed.
        }
    }

    private sealed record PositionOnWire(string U, double Lat, double Lon, long T);

    private sealed class PositionHub : Hub
    {
        public override Task OnConnectedAsync() => Groups.AddToGroupAsync(Context.ConnectionId, Context.GetHttpContext()!.Request.Query["group"].ToString());
    }
}
