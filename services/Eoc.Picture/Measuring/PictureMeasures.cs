using System.Diagnostics.Metrics;

namespace Eoc.Picture.Measuring;

/// <summary>What operators watch of the picture. Sums over all viewers: nothing here tells one viewer's need to know from another's.</summary>
internal static class PictureMeasures
{
    private static readonly Meter Meter = new("Eoc.Picture");

    /// <summary>Streams that are open.</summary>
    public static readonly UpDownCounter<int> Viewers = Meter.CreateUpDownCounter<int>("eoc.picture.viewers", "{stream}", "Open streams of the picture.");

    /// <summary>Positions passed over.</summary>
    public static readonly Counter<long> Conflated = Meter.CreateCounter<long>(
        "eoc.picture.conflated", "{position}", "Positions passed over because a viewer read too slowly.");

    /// <summary>Sizes of messages.</summary>
    public static readonly Histogram<int> MessageBytes = Meter.CreateHistogram(
        "eoc.picture.message.size", "By", "Messages to viewers.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [64, 256, 1024, 4096, 16384, 65536, 262144, 1048576] });
}
