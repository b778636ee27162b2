using System.Diagnostics.Metrics;
using Eoc.Contracts.Events;

namespace Eoc.ServiceDefaults.Telemetry;

/// <summary>How far the bus is behind the record.</summary>
internal static class BusMeasures
{
    private static readonly Meter Meter = new("Eoc.Bus");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "eoc.bus.lag", "s", "From a fact's record to its arrival at a consumer, by both machines' clocks.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30] });

    /// <summary>A message arrived; a beat says nothing.</summary>
    public static void Arrived(FactsPublished message, string consumer, TimeProvider time)
    {
        if (!Lag.Enabled || message.Facts.IsEmpty) return;
        var lag = time.GetUtcNow() - Microseconds.ToTime(message.Facts[^1].RecordedAt);
        Lag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("eoc.consumer", consumer));
    }
}
