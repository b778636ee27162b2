using System.Diagnostics;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Benchmarks.FanOut;

/// <summary>
/// 25,000 units in 25 districts, each moving once a second at street speed. Where a unit is after so many moves can be read backwards, so that a reader
/// knows from a position alone when it was sent.
/// </summary>
internal static class MovingCity
{
    public const int Units = 25_000;
    public const int Districts = 25;
    public const int UnitsPerDistrict = Units / Districts;
    public const int MessagesPerSecond = 20;

    // A district is one cell of the picture, a twentieth of a degree each way; its units are anywhere in its middle, as in a real city, and stay in it for some minutes.
    private const double Cell = 0.05;
    private const int South = 41_650_000;
    private const int West = -87_850_000;
    private const int Margin = 14_000;
    private const int Middle = 22_000;
    private const int SlowestStep = 15;
    private const int StepRange = 145;

    public static IEnumerable<string> Names => Enumerable.Range(0, Units).Select(Name);

    public static string Name(int unit) => $"bench/v{unit}";

    public static int Number(string name) => int.Parse(name.AsSpan("bench/v".Length), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Millionths of a degree northwards after so many moves. To and fro within its district.</summary>
    public static int Latitude(int unit, int move) => BaseLatitude(unit) + Step(unit) * move;

    /// <summary>Millionths of a degree eastwards.</summary>
    public static int Longitude(int unit, int move) =>
        West + unit / UnitsPerDistrict / 5 * 50_000 + Margin + (int)(Mixed(unit + Units) % Middle) + (int)(Mixed(unit * 31 + move) % 161) - 80;

    /// <summary>After how many moves the unit is at this latitude.</summary>
    public static int Move(int unit, int latitude) => (latitude - BaseLatitude(unit)) / Step(unit);

    /// <summary>In which of a second's messages a unit is: no order that anybody chose.</summary>
    public static int Phase(int unit) => (int)(Mixed(unit * 13 + 5) % MessagesPerSecond);

    /// <summary>Whose positions one message tells.</summary>
    public static IEnumerable<int> UnitsOf(int message) => Enumerable.Range(0, Units).Where(unit => Phase(unit) == message % MessagesPerSecond);

    /// <summary>Waits until the message is due, on a fixed schedule from the start on.</summary>
    /// <param name="message">Which.</param>
    /// <param name="start">A time stamp of <see cref="Stopwatch" />.</param>
    public static async Task Until(int message, long start)
    {
        var wait = TimeSpan.FromSeconds(message / (double)MessagesPerSecond) - Stopwatch.GetElapsedTime(start);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System);
    }

    /// <summary>The positions of one message: of about every twentieth unit.</summary>
    public static ReportRequest Positions(int message)
    {
        var move = message / MessagesPerSecond;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var report = new ReportRequest();
        foreach (var unit in UnitsOf(message))
        {
            report.UnitNumbers.Add((uint)unit);
            report.Latitudes.Add(Latitude(unit, move) / 1e6);
            report.Longitudes.Add(Longitude(unit, move) / 1e6);
            report.FixedAtMs.Add(now);
        }

        return report;
    }

    /// <summary>The middle of a district, where a viewer looks who looks at it alone.</summary>
    public static Area District(int district)
    {
        var (south, west) = (South / 1e6 + district % 5 * Cell + Cell / 2, West / 1e6 + district / 5 * Cell + Cell / 2);
        return new() { South = south, West = west, North = south + Cell / 10, East = west + Cell / 10 };
    }

    private static int BaseLatitude(int unit) => South + unit / UnitsPerDistrict % 5 * 50_000 + Margin + (int)(Mixed(unit + Units * 2) % Middle);

    /// <summary>From 15 to 160 millionths of a degree a second, some one to forty miles an hour, to the north or to the south.</summary>
    private static int Step(int unit) => (SlowestStep + (int)(Mixed(unit) % StepRange)) * (unit % 2 == 0 ? 1 : -1);

    private static uint Mixed(int value)
    {
        var mixed = (uint)value * 2654435761u;
        mixed ^= mixed >> 15;
        return mixed * 2246822519u >> 7;
    }
}
