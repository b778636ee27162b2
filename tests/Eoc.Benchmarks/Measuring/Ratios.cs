using System.Globalization;

namespace Eoc.Benchmarks.Measuring;

/// <summary>The same figure from several repetitions: the median, and how far the middle half spreads.</summary>
internal sealed record Ratios(string Name, IReadOnlyList<double> Values, string Goal)
{
    public override string ToString()
    {
        var sorted = Values.Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: median {sorted[sorted.Count / 2]:F2}  (middle half {sorted[sorted.Count / 4]:F2} to {sorted[sorted.Count * 3 / 4]:F2}, goal {Goal}, {sorted.Count} repetitions)");
    }
}
