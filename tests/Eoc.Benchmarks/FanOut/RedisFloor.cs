using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Eoc.TestServers;

namespace Eoc.Benchmarks.FanOut;

/// <summary>
/// A private Redis and the same viewers as its subscribers: a channel for each district, one JSON position for a message, in the order in which our trackers tell them. Every message has the same
/// length, so that bytes count deliveries.
/// </summary>
internal static class RedisFloor
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public enum Pace
    {
        /// <summary>Each message when its time has come, as our own trackers send it: a second of the city in a second.</summary>
        OfTheCity,

        /// <summary>One after the other without a pause, so that a subscriber's messages are written many at a time.</summary>
        Burst,
    }

    public static async Task<Work> Run(int rounds, Pace pace)
    {
        var port = FreePort.Next();
        using var redis = Start(port);
        try
        {
            while (await redis.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ready to accept", StringComparison.Ordinal)) Trace.WriteLine(line);
            return await Measure(port, redis, rounds, pace);
        }
        finally
        {
            redis.Kill();
        }
    }

    private static Process Start(int port)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--client-output-buffer-limit", "pubsub 0 0 0"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("There is no redis-server on the path; install it (Debian: apt-get install redis-server).", missing);
        }
    }

    private static async Task<Work> Measure(int port, Process redis, int rounds, Pace pace)
    {
        var received = 0L;
        var sockets = new List<Socket>();
        for (var console = 0; console < Consoles.Count; console++)
        {
            var socket = await Connect(port);
            sockets.Add(socket);
            await socket.SendAsync(Encoding.ASCII.GetBytes(Subscription(console)));
            _ = Read(socket, bytes => Interlocked.Add(ref received, bytes));
        }

        using var publisher = await Connect(port);
        var replies = 0L;
        _ = Read(publisher, bytes => Interlocked.Add(ref replies, bytes));
        var subscribed = await Settled(() => Interlocked.Read(ref received));
        var (processor, start) = (Processor(redis), Stopwatch.GetTimestamp());
        var wanted = (long)rounds * Consoles.WantedPerSecond * Delivered("d00").Length;
        for (var message = 0; message < rounds * MovingCity.MessagesPerSecond; message++)
        {
            if (pace == Pace.OfTheCity) await MovingCity.Until(message, start);
            await publisher.SendAsync(Encoding.ASCII.GetBytes(Publications(message)));
        }

        while (Interlocked.Read(ref received) - subscribed < wanted)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException("Redis did not deliver everything.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var work = new Work(rounds * (double)Consoles.WantedPerSecond, wanted, Processor(redis) - processor, Stopwatch.GetElapsedTime(start));
        foreach (var socket in sockets) socket.Dispose();
        return work;
    }

    private static string Subscription(int console)
    {
        var districts = console % 5 == 0 ? Enumerable.Range(0, MovingCity.Districts) : [console % MovingCity.Districts];
        var names = districts.Select(Channel).ToList();
        return Command(["SUBSCRIBE", .. names]);
    }

    /// <summary>What one message of the trackers tells, in the same order, as one pipeline.</summary>
    private static string Publications(int message)
    {
        var text = new StringBuilder();
        foreach (var unit in MovingCity.UnitsOf(message)) text.Append(Command(["PUBLISH", Channel(unit / MovingCity.UnitsPerDistrict), Position(unit, message / MovingCity.MessagesPerSecond)]));
        return text.ToString();
    }

    private static string Channel(int district) => string.Create(CultureInfo.InvariantCulture, $"d{district:D2}");

    private static string Position(int unit, int move) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"u":"bench/v{{unit:D5}}","lat":{{MovingCity.Latitude(unit, move) / 1e6:F6}},"lon":{{MovingCity.Longitude(unit, move) / 1e6:F6}},"t":1795374000000}""");

    /// <summary>A message as a subscriber gets it.</summary>
    private static string Delivered(string channel)
    {
        var position = Position(0, 0);
        return $"*3\r\n$7\r\nmessage\r\n${channel.Length}\r\n{channel}\r\n${position.Length}\r\n{position}\r\n";
    }

    private static string Command(IReadOnlyList<string> words) => $"*{words.Count}\r\n{string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n"))}";

    private static async Task<Socket> Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task Read(Socket socket, Action<int> take)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var count) take(count);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private static async Task<long> Settled(Func<long> count)
    {
        for (var before = -1L; ; await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System))
        {
            if (count() == before && before > 0) return before;
            before = count();
        }
    }

    private static TimeSpan Processor(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
