using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Reporting;
using Eoc.ServiceDefaults.Validating;

namespace Eoc.Exercises.Replaying.Reading;

/// <summary>Makes one record a row; what it cannot use it refuses by the column's name in the file.</summary>
internal readonly ref struct HistoryFields(HistoryHeader header, CsvRecords records, LocalTimes times, Action<string, string> refuse)
{
    /// <summary>The longest a text may be, by the limits of the commands it goes into.</summary>
    private const int LongestName = 64, LongestUnit = 32, LongestPlace = 200;

    public HistoryRow ToRow()
    {
        var cameTwice = ImmutableArray.CreateBuilder<Stamp>();
        return new(
            records.Line, Required(HistoryColumn.CallNumber, LongestName), Required(HistoryColumn.UnitId, LongestUnit), ReadStamps(cameTwice),
            cameTwice.DrainToImmutable(), Describe(), Text(HistoryColumn.UnitType, LongestName));
    }

    private CallDescription Describe()
    {
        var address = Text(HistoryColumn.Address, LongestPlace);
        var city = Text(HistoryColumn.City, LongestName);
        var disposition = Text(HistoryColumn.Disposition, LongestPlace);
        return new(
            Required(HistoryColumn.CallType, LongestName), Priority(Text(HistoryColumn.Priority, LongestName)),
            city.Length == 0 ? address : $"{address}, {city}", Position(), disposition.Length == 0 ? "not recorded" : disposition);
    }

    private Stamps ReadStamps(ImmutableArray<Stamp>.Builder cameTwice)
    {
        var stamps = new Stamps();
        for (var stamp = Stamp.Received; stamp <= Stamp.Available; stamp++)
            stamps = stamps.With(stamp, ReadStamp(stamp, cameTwice));
        return stamps;
    }

    private DateTimeOffset? ReadStamp(Stamp stamp, ImmutableArray<Stamp>.Builder cameTwice)
    {
        var column = HistoryColumn.Received + (int)stamp;
        var text = stamp <= Stamp.Dispatch ? Required(column, LongestName) : Text(column, LongestName);
        if (text.Length == 0) return null;
        if (times.Read(text, out var time, out var twice) is { } wrong) Refuse(column, wrong);
        if (twice) cameTwice.Add(stamp);
        return time;
    }

    private string Required(HistoryColumn column, int longest)
    {
        var text = Text(column, longest);
        if (text.Length == 0) Refuse(column, "empty, but every row needs it");
        return text;
    }

    private string Text(HistoryColumn column, int longest)
    {
        var field = header.Field(column);
        if (field < 0) return string.Empty;
        var text = Encoding.UTF8.GetString(records.Field(field)).Trim();
        if (!IsAcceptable(text, longest))
            Refuse(column, FormattableString.Invariant($"longer than {longest} characters, or with control characters or such that hide or turn text"));
        return text;
    }

    /// <summary>By the rule of the commands it goes into: what they would refuse is refused before anything is played.</summary>
    private static bool IsAcceptable(string text, int longest)
    {
        var checks = new RequestChecks();
        checks.OptionalText(string.Empty, text, longest);
        return checks.Clean;
    }

    /// <summary>San Francisco answers 3 and E (echo) with lights and siren and 2 without.</summary>
    private static int Priority(string text) => text switch
    {
        "3" or "E" => 1,
        "2" => 2,
        _ => 3,
    };

    /// <summary><c>(latitude, longitude)</c>, or WKT <c>POINT (longitude latitude)</c> in newer exports.</summary>
    private GeoPoint? Position()
    {
        var text = Text(HistoryColumn.Location, LongestPlace);
        if (text.Length == 0) return null;
        var wkt = text.StartsWith("POINT", StringComparison.OrdinalIgnoreCase);
        var parts = (wkt ? text[5..] : text).Trim(' ', '(', ')').Split(wkt ? ' ' : ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 2 && Degrees(parts[0], out var first) && Degrees(parts[1], out var second))
        {
            var point = wkt ? new GeoPoint(second, first) : new GeoPoint(first, second);
            if (point.IsPlausible) return point;
        }

        Refuse(HistoryColumn.Location, $"\"{text}\" is no place; write (37.7749, -122.4194) or POINT (-122.4194 37.7749)");
        return null;
    }

    private static bool Degrees(string text, out double degrees) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees);

    private void Refuse(HistoryColumn column, string what) => refuse(header.Name(header.Field(column)), what);
}
