using System.Globalization;

namespace Eoc.Incidents.Tests.Cluster;

/// <summary>How much of a long campaign is run: <c>EOC_ROUNDS</c> is the share, all of it is 1.</summary>
internal static class Rounds
{
    public static int Of(int all)
    {
        var share = double.TryParse(Environment.GetEnvironmentVariable("EOC_ROUNDS"), CultureInfo.InvariantCulture, out var given) ? given : 0.02;
        return Math.Max(1, (int)(all * share));
    }
}
