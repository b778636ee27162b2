namespace Eoc.Exercises.Reporting;

/// <summary>How long something took, in seconds.</summary>
/// <param name="N">How many values there are.</param>
/// <param name="P50">The value at ⌊n/2⌋ of the sorted ones, counted from 0; null without values.</param>
/// <param name="P90">The value at ⌊0.9 n⌋.</param>
internal readonly record struct Interval(int N, double? P50, double? P90)
{
    /// <summary>The interval between two times of a response, for all that have both; negative ones count as they are.</summary>
    public static Interval Of(IEnumerable<UnitResponse> responses, Stamp from, Stamp to)
    {
        var seconds = responses.Select(response => (response.Stamps[to] - response.Stamps[from])?.TotalSeconds).OfType<double>().Order().ToArray();
        return seconds.Length == 0 ? default : new(seconds.Length, seconds[seconds.Length / 2], seconds[(int)(seconds.Length * 9L / 10)]);
    }
}
