using Eoc.Exercises.Demonstrating.Planning;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>
/// How long one record of the demonstration becomes. A thousand incidents of one unit each leave 8 MB in memory and 9 MB on the disk (measured, fast), so
/// it begins anew by itself.
/// </summary>
internal static class Length
{
    /// <summary>From here on it begins anew when nobody minds.</summary>
    private const int Enough = 5_000;

    /// <summary>And from here on whoever looks.</summary>
    private const int TooMuch = 20_000;

    /// <summary>Whether it is time: while nobody looks, else in the quietest hour of the city's day.</summary>
    /// <param name="incidents">How many it has played.</param>
    /// <param name="looked">Whether somebody looks.</param>
    /// <param name="local">The time as the city's people read it.</param>
    public static bool IsEnough(int incidents, bool looked, DateTimeOffset local) =>
        incidents >= TooMuch || (incidents >= Enough && (!looked || local.Hour == Rhythm.QuietestHour));
}
