namespace Eoc.Exercises.Reporting;

/// <summary>The most of something, and when that was first reached.</summary>
/// <param name="Value">How many; 0 when there was nothing.</param>
/// <param name="At">Local time of the realm, or null when there was nothing.</param>
internal readonly record struct Peak(int Value, DateTime? At)
{
    /// <summary>The most spans that lie over one instant. A span with an open side counts as none; at equal instants ends come before starts.</summary>
    public static Peak Of(IEnumerable<(DateTimeOffset? From, DateTimeOffset? To)> spans, TimeZoneInfo zone)
    {
        var edges = spans.Where(span => span.From < span.To).SelectMany(span => new[] { (At: span.From!.Value, Step: 1), (At: span.To!.Value, Step: -1) });
        var (now, best, at) = (0, 0, default(DateTimeOffset));
        foreach (var edge in edges.OrderBy(edge => edge.At).ThenBy(edge => edge.Step))
        {
            now += edge.Step;
            if (now > best) (best, at) = (now, edge.At);
        }

        return best == 0 ? default : new(best, Local(at, zone));
    }

    /// <summary>The clock hour with the most instants; of equal ones the earliest.</summary>
    public static Peak OfHours(IEnumerable<DateTimeOffset?> instants, TimeZoneInfo zone) => instants
        .OfType<DateTimeOffset>()
        .GroupBy(instant => Local(instant, zone) is var local ? local.Date.AddHours(local.Hour) : default)
        .OrderByDescending(hour => hour.Count()).ThenBy(hour => hour.Key)
        .Select(hour => new Peak(hour.Count(), hour.Key))
        .FirstOrDefault();

    private static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
