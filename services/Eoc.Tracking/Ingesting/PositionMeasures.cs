using System.Diagnostics.Metrics;

namespace Eoc.Tracking.Ingesting;

/// <summary>How many positions come in, and what becomes of them.</summary>
internal static class PositionMeasures
{
    private static readonly Meter Meter = new("Eoc.Tracking");

    private static readonly Counter<long> Positions = Meter.CreateCounter<long>("eoc.positions", "{position}", "Positions reported, by what became of them.");

    public static void Count(Verdict verdict)
    {
        if (Positions.Enabled) Positions.Add(1, new KeyValuePair<string, object?>("eoc.verdict", NameOf(verdict)));
    }

    private static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => "accepted",
        Verdict.Superseded => "superseded",
        Verdict.Refused => "refused",
        _ => "quarantined",
    };
}
