using Eoc.Benchmarks.Floors;
using Eoc.Benchmarks.Measuring;
using Eoc.Benchmarks.Ours;

namespace Eoc.Benchmarks;

/// <summary>P1: a status change, signed in, authorised, checked, journalled, acknowledged, against a bare echo and a bare commit measured in the same run, with a console watching.</summary>
internal static class AcknowledgedLatency
{
    private const int PerSecond = 100;
    private const int BusyPerSecond = 350;
    private const int Fleet = 25_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task Run(Site site, int repetitions, TimeSpan duration)
    {
        await using var commit = await site.Commit();
        using var echo = await EchoProcess.Start();
        await using var centre = await site.Centre();
        await using var screen = centre.Watch();
        // Until the code has been compiled for good: a centre runs for weeks.
        await Latencies.Of(centre.ChangeStatus, TimeSpan.Zero, WarmUp * 8);
        var p50 = new List<double>();
        var p99 = new List<double>();
        for (var i = 0; i < repetitions; i++)
        {
            var floorCommit = await Latencies.Of(commit.Call, WarmUp / 3, duration);
            var floorEcho = await Latencies.Of(echo.Call, WarmUp / 3, duration);
            var before = centre.ProcessorTime;
            var ours = await Latencies.Of(centre.ChangeStatus, TimeSpan.Zero, duration);
            var each = (centre.ProcessorTime - before).TotalMicroseconds / ours.Count;
            Console.WriteLine(FormattableString.Invariant($"commit {floorCommit}\necho   {floorEcho}\nours   {ours}  host's processors {each:F0} µs each"));
            p50.Add(ours.P50 / (floorCommit.P50 + floorEcho.P50));
            p99.Add(ours.P99 / (floorCommit.P99 + floorEcho.P99));
        }

        var idle = await Latencies.OfSchedule(centre.ChangeStatus, PerSecond, duration);
        Console.WriteLine($"ours at {PerSecond}/s on schedule {idle}");
        await using var fleet = await centre.Drive(Fleet);
        await Latencies.OfSchedule(centre.ChangeStatus, BusyPerSecond, WarmUp);
        var busy = await Latencies.OfSchedule(centre.ChangeStatus, BusyPerSecond, duration);
        Console.WriteLine(FormattableString.Invariant($"ours at {BusyPerSecond}/s, with {Fleet} positions a second {busy}  p99 {busy.P99 / idle.P99:F1} times that of {PerSecond}/s alone (goal <= 3)"));
        Console.WriteLine(new Ratios($"P1 {site.Name} p50 ours/(echo+commit)", p50, "<= 1.6"));
        Console.WriteLine(new Ratios($"P1 {site.Name} p99 ours/(echo+commit)", p99, "<= 2"));
    }
}
