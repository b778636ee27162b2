using System.Diagnostics;

namespace Eoc.Benchmarks.Measuring;

/// <summary>How many calls a number of callers get done in a time, each one after the other.</summary>
internal static class Throughput
{
    /// <param name="callers">How many at once.</param>
    /// <param name="call">One call of one caller.</param>
    /// <param name="duration">How long.</param>
    /// <returns>Calls per second, and how many in all.</returns>
    public static async Task<(double PerSecond, long Count)> Of(int callers, Func<int, Task> call, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Repeat(caller))));
        var elapsed = Stopwatch.GetElapsedTime(start);
        return (counts.Sum() / elapsed.TotalSeconds, counts.Sum());

        async Task<long> Repeat(int caller)
        {
            var count = 0L;
            for (; Stopwatch.GetElapsedTime(start) < duration; count++) await call(caller);
            return count;
        }
    }
}
