using System.Globalization;

namespace Eoc.SystemTests.Running;

/// <summary>How much of a long campaign this run does (<c>EOC_ROUNDS</c>, 1 is all of it).</summary>
internal static class Rounds
{
    private static double Share =>
        double.TryParse(Environment.GetEnvironmentVariable("EOC_ROUNDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : 0.1;

    public static int Of(int all) => Math.Max(1, (int)Math.Round(all * Share));

    /// <summary>A fault's length: never so short that nothing notices it.</summary>
    public static TimeSpan Of(TimeSpan all, TimeSpan least) => all * Share > least ? all * Share : least;
}
