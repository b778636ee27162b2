using System.Globalization;

namespace Eoc.Exercises.Replaying.Reading;

/// <summary>
/// Times of day without offset, made UTC by the zone in which they were recorded. Of an hour that comes twice the first is taken, and the caller is
/// told. A time that the zone skips in spring never was: it is refused, since it mostly shows that the zone is the wrong one.
/// </summary>
internal sealed class LocalTimes(TimeZoneInfo zone)
{
    /// <summary>The portal's CSV export, its newer form, and the form of its API.</summary>
    private static readonly string[] Formats =
        ["MM/dd/yyyy hh:mm:ss tt", "yyyy/MM/dd hh:mm:ss tt", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFF", "yyyy-MM-dd HH:mm:ss"];

    private readonly Dictionary<DateTime, TimeSpan?> _wholeDays = [];
    private string _format = Formats[0];

    /// <summary>Reads a time, or says in words why it is none.</summary>
    public string? Read(string text, out DateTimeOffset utc, out bool twice)
    {
        (utc, twice) = (default, false);
        if (!TryParse(text, out var local)) return $"\"{text}\" is no time; write 01/31/2017 11:59:59 PM or 2017-01-31T23:59:59";
        if (WholeDay(local.Date) is { } whole)
        {
            utc = new(local.Ticks - whole.Ticks, TimeSpan.Zero);
            return null;
        }

        if (zone.IsInvalidTime(local)) return $"\"{text}\" never was in {zone.Id}: clocks went forward over it; name the right zone with --zone";
        twice = zone.IsAmbiguousTime(local);
        var offset = twice ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        utc = new DateTimeOffset(local, offset).ToUniversalTime();
        return null;
    }

    /// <summary>A file keeps to one format, so the last one that fitted is tried first.</summary>
    private bool TryParse(string text, out DateTime local)
    {
        if (DateTime.TryParseExact(text, _format, CultureInfo.InvariantCulture, DateTimeStyles.None, out local)) return true;
        foreach (var format in Formats)
        {
            if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out local)) continue;
            _format = format;
            return true;
        }

        return false;
    }

    /// <summary>The offset of a day on which clocks did not move, else null. Asking the zone for each time would take most of the reading.</summary>
    private TimeSpan? WholeDay(DateTime day)
    {
        if (_wholeDays.TryGetValue(day, out var known)) return known;
        var last = day.AddTicks(TimeSpan.TicksPerDay - 1);
        var moves = zone.GetUtcOffset(day) != zone.GetUtcOffset(last) || IsSpecial(day) || IsSpecial(last);
        return _wholeDays[day] = moves ? null : zone.GetUtcOffset(day);
    }

    private bool IsSpecial(DateTime local) => zone.IsInvalidTime(local) || zone.IsAmbiguousTime(local);
}
