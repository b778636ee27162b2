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

    /// <summary>Reads a time, or says in words why it is none.</summary>
    public string? Read(string text, out DateTimeOffset utc, out bool twice)
    {
        (utc, twice) = (default, false);
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return $"\"{text}\" is no time; write 01/31/2017 11:59:59 PM or 2017-01-31T23:59:59";
        if (zone.IsInvalidTime(local)) return $"\"{text}\" never was in {zone.Id}: clocks went forward over it; name the right zone with --zone";
        twice = zone.IsAmbiguousTime(local);
        var offset = twice ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        utc = new DateTimeOffset(local, offset).ToUniversalTime();
        return null;
    }
}
