using System.Globalization;

namespace Eoc.Benchmarks.FanOut;

/// <summary>What a server did, and what it took: deliveries of positions, bytes, and the processor time of its process.</summary>
internal sealed record Work(double Deliveries, double Bytes, TimeSpan Processor, TimeSpan Elapsed)
{
    public double DeliveriesPerCpuSecond => Deliveries / Processor.TotalSeconds;

    public double BytesPerCpuSecond => Bytes / Processor.TotalSeconds;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DeliveriesPerCpuSecond / 1e6,8:F2} M positions and {BytesPerCpuSecond / 1e6,8:F0} MB per CPU second  ({Deliveries / 1e6:F1} M in {Elapsed.TotalSeconds:F1} s, {Processor.TotalSeconds / Elapsed.TotalSeconds:F2} cores)");
}
