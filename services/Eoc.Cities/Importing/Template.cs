using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Importing;

/// <summary>
/// A text with columns in it: <c>Beat {beat}</c>. <c>{name:title}</c> writes CAPITALS as Words. In a GeoJSON or TopoJSON source the columns are the
/// features' properties.
/// </summary>
internal sealed class Template
{
    private readonly ImmutableArray<(string Text, bool IsColumn, bool AsTitle)> _parts;

    public Template(string text)
    {
        var parts = ImmutableArray.CreateBuilder<(string, bool, bool)>();
        for (var at = 0; at < text.Length;)
        {
            var (open, close) = (text.IndexOf('{', at), text.IndexOf('}', at));
            if (open < 0 || close < open)
            {
                parts.Add((text[at..], false, false));
                break;
            }

            if (open > at) parts.Add((text[at..open], false, false));
            var column = text[(open + 1)..close];
            var asTitle = column.EndsWith(":title", StringComparison.Ordinal);
            parts.Add((asTitle ? column[..^6] : column, true, asTitle));
            at = close + 1;
        }

        _parts = parts.ToImmutable();
    }

    /// <summary>The columns it needs.</summary>
    public IEnumerable<string> Columns => _parts.Where(part => part.IsColumn).Select(part => part.Text);

    /// <summary>The text for one record; a column that is empty or not there leaves nothing.</summary>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = new StringBuilder();
        foreach (var (text, isColumn, asTitle) in _parts)
        {
            var value = isColumn ? values.GetValueOrDefault(text, string.Empty) : text;
            filled.Append(asTitle ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(value.ToLowerInvariant()) : value);
        }

        return string.Join(' ', filled.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A text as an id: what is no small letter or digit becomes one hyphen.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString(0, Math.Min(slug.Length, 32)).Trim('-');
    }

    /// <summary>The last two numbers of a text as latitude and longitude, whatever stands around them; null when there are none.</summary>
    public static GeoPoint? Point(string text)
    {
        var numbers = text.Split([' ', ',', ';', '(', ')', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length < 2 || !Read(numbers[^2], out var latitude) || !Read(numbers[^1], out var longitude)) return null;
        return new(Math.Round(latitude, 6), Math.Round(longitude, 6));
    }

    private static bool Read(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
