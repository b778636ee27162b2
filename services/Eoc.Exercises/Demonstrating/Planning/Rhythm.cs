namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>How often somebody calls: a big city's day, quietest before dawn, busiest in the early evening.</summary>
internal static class Rhythm
{
    /// <summary>Incidents an hour for each hundred units of the roster, on the average of a day.</summary>
    private const double HourlyForHundredUnits = 19;

    /// <summary>By local hour; the mean of all is 1.</summary>
    private static readonly double[] Shape =
    [
        0.86, 0.73, 0.62, 0.52, 0.45, 0.44, 0.54, 0.71, 0.88, 0.98, 1.04, 1.10, 1.14, 1.16, 1.21, 1.30, 1.37, 1.41, 1.42, 1.38, 1.33, 1.24, 1.15, 1.02,
    ];

    /// <summary>The local hour in which the fewest call.</summary>
    public static int QuietestHour { get; } = Array.IndexOf(Shape, Shape.Min());

    /// <summary>Incidents an hour at this local time, between the hours' own values.</summary>
    public static double Hourly(DateTimeOffset local, int units)
    {
        var (hour, part) = (local.Hour, local.TimeOfDay.TotalHours - local.Hour);
        return HourlyForHundredUnits * units / 100 * (Shape[hour] * (1 - part) + Shape[(hour + 1) % Shape.Length] * part);
    }

    /// <summary>When the next one comes after this: chance without memory, as calls do.</summary>
    public static TimeSpan Gap(DateTimeOffset local, int units, double chance) =>
        TimeSpan.FromHours(-Math.Log(1 - chance) / Hourly(local, units));
}
