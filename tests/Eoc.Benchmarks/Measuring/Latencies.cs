using System.Diagnostics;
using System.Globalization;

namespace Eoc.Benchmarks.Measuring;

/// <summary>One measured series, in microseconds, sorted.</summary>
internal sealed class Latencies
{
    private readonly double[] _sorted;

    private Latencies(IEnumerable<double> values) => _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double P50 => At(0.5);

    public double P99 => At(0.99);

    /// <summary>One call after the other for a time, after as many thrown away as the warm-up lasted.</summary>
    public static async Task<Latencies> Of(Func<Task> call, TimeSpan warmUp, TimeSpan duration)
    {
        await Repeat(call, warmUp);
        return new(await Repeat(call, duration));
    }

    /// <summary>Calls on a fixed schedule, whatever the answers take: a late answer counts from when its call was due.</summary>
    public static async Task<Latencies> OfSchedule(Func<Task> call, int perSecond, TimeSpan duration)
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        var calls = new Task<double>[count];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = start + (long)(i * (double)Stopwatch.Frequency / perSecond);
            await Until(due);
            calls[i] = From(due, call);
        }

        return new(await Task.WhenAll(calls));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p50 {P50,8:F0} µs  p99 {P99,8:F0} µs  n {_sorted.Length}");

    /// <summary>A timer is good to a millisecond or two; the rest is waited out awake, or every answer would look that late.</summary>
    private static async Task Until(long due)
    {
        while (due - Stopwatch.GetTimestamp() > Stopwatch.Frequency / 500) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        while (Stopwatch.GetTimestamp() < due) Thread.SpinWait(20);
    }

    private static async Task<double> From(long due, Func<Task> call)
    {
        await call();
        return Stopwatch.GetElapsedTime(due).TotalMicroseconds;
    }

    private static async Task<List<double>> Repeat(Func<Task> call, TimeSpan duration)
    {
        var values = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var begun = Stopwatch.GetTimestamp();
            await call();
            values.Add(Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
        }

        return values;
    }

    private double At(double quantile) => _sorted[Math.Min(_sorted.Length - 1, (int)(quantile * _sorted.Length))];
}
