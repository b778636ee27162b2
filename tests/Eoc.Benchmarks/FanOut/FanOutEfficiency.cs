using System.Diagnostics;
using Eoc.Benchmarks.Measuring;
using Eoc.Benchmarks.Ours;

namespace Eoc.Benchmarks.FanOut;

/// <summary>
/// P4: positions delivered to 500 consoles for a second of the server's processor time, against Redis with one JSON position for a message, SignalR with
/// JSON batches, and a bare HTTP/2 stream of bytes as large as our frames. All get the same city and the same mix of viewers, one after the other.
/// </summary>
internal static class FanOutEfficiency
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);

    public static async Task Run(Site site, int repetitions, TimeSpan duration)
    {
        await using var centre = await site.Centre();
        await centre.EnrolAll(MovingCity.Names);
        Console.WriteLine($"{MovingCity.Units} units enrolled; load average {await LoadAverage()}");
        var (redisRatios, burstRatios, signalRatios, bareRatios, cores) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        // Until the compiler has seen every path and the snapshots of the beginning are out of the way.
        await Ours(centre, WarmUp);
        for (var i = 0; i < repetitions; i++)
        {
            var redis = await RedisFloor.Run(rounds: (int)duration.TotalSeconds, RedisFloor.Pace.OfTheCity);
            var burst = await RedisFloor.Run(rounds: 2, RedisFloor.Pace.Burst);
            var signal = await SignalRFloor.Run(rounds: 4);
            var ours = await Ours(centre, duration);
            var bare = await BareFrames.Run(ours.Bytes / ours.Elapsed.TotalSeconds / Consoles.Count, duration);
            Console.WriteLine($"redis   {redis}\nburst   {burst}\nsignalr {signal}\nbare h2 {bare}\nours    {ours}\nload average {await LoadAverage()}");
            redisRatios.Add(ours.DeliveriesPerCpuSecond / redis.DeliveriesPerCpuSecond);
            burstRatios.Add(ours.DeliveriesPerCpuSecond / burst.DeliveriesPerCpuSecond);
            signalRatios.Add(ours.DeliveriesPerCpuSecond / signal.DeliveriesPerCpuSecond);
            bareRatios.Add(ours.BytesPerCpuSecond / bare.BytesPerCpuSecond);
            cores.Add(ours.Processor / ours.Elapsed);
        }

        Console.WriteLine(new Ratios("P4 positions per CPU second, ours/Redis", redisRatios, ">= 10"));
        Console.WriteLine(new Ratios("P4 positions per CPU second, ours at the city's pace/Redis in one burst", burstRatios, "none"));
        Console.WriteLine(new Ratios("P4 positions per CPU second, ours/SignalR JSON", signalRatios, ">= 5"));
        Console.WriteLine(new Ratios("P4 bytes per CPU second, ours/bare HTTP/2", bareRatios, ">= 0.7"));
        Console.WriteLine(new Ratios("P4 cores of the server", cores, "<= 0.5"));
    }

    /// <summary>One, five and fifteen minutes, as the kernel says.</summary>
    public static async Task<string> LoadAverage() => string.Join(' ', (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[..3]);

    private static async Task<Work> Ours(Centre centre, TimeSpan duration)
    {
        await using var consoles = Consoles.Open(centre);
        await using var trackers = Trackers.Start(centre);
        // Until all have their snapshots and the positions flow.
        for (var before = -1L; before < MovingCity.Units * Consoles.WholeCity || consoles.Rows - before < Consoles.WantedPerSecond / 2; await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System)) before = consoles.Rows;
        var (rows, bytes, processor, start) = (consoles.Rows, consoles.Bytes, centre.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(duration, TimeProvider.System);
        var elapsed = Stopwatch.GetElapsedTime(start);
        // The snapshots after a pan are work, but no more positions than the city has.
        var deliveries = Math.Min(consoles.Rows - rows, Consoles.WantedPerSecond * elapsed.TotalSeconds);
        return new(deliveries, consoles.Bytes - bytes, centre.ProcessorTime - processor, elapsed);
    }
}
