using Eoc.Benchmarks.Floors;
using Eoc.Benchmarks.Measuring;
using Eoc.Benchmarks.Ours;

namespace Eoc.Benchmarks;

/// <summary>P2: saturated commands from 64 dispatchers, one in twenty to the same hot incident, against pgbench's single-row transactions. A console watches, and the backlog must be gone soon after.</summary>
internal static class DurableThroughput
{
    private const int Dispatchers = 64;
    private const int HotOneIn = 20;

    public static async Task Run(Site site, int repetitions, TimeSpan duration)
    {
        await using var centre = await site.Centre();
        await using var screen = centre.Watch();
        var hot = await centre.Open();
        var own = await Task.WhenAll(Enumerable.Range(0, Dispatchers).Select(_ => centre.Open()));
        var turns = new long[Dispatchers];
        Task Note(int dispatcher) => centre.Note(++turns[dispatcher] % HotOneIn == 0 ? hot : own[dispatcher]);

        await Throughput.Of(Dispatchers, Note, duration);
        var ratios = new List<double>();
        for (var i = 0; i < repetitions; i++)
        {
            var floor = await site.SaturatedFloor(duration);
            var before = centre.ProcessorTime;
            var (ours, count) = await Throughput.Of(Dispatchers, Note, duration);
            var each = (centre.ProcessorTime - before).TotalMicroseconds / count;
            var late = await screen.Shows(turns.Sum());
            Console.WriteLine(FormattableString.Invariant(
                $"floor {floor:F0}/s  ours {ours:F0}/s ({count} acknowledged, host's processors {each:F0} µs each); all on the console {late.TotalMilliseconds:F0} ms after the last"));
            ratios.Add(ours / floor);
        }

        var acknowledged = turns.Sum();
        var recorded = await centre.Notes([hot, .. own]);
        Console.WriteLine($"acknowledged {acknowledged}, in the record {recorded}{(acknowledged == recorded ? string.Empty : "  NOT EQUAL")}");
        Console.WriteLine(new Ratios($"P2 {site.Name} ours/{site.SaturatedFloorName}", ratios, site.ThroughputGoal));
    }
}
