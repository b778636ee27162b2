using System.Globalization;
using System.Text;

namespace Eoc.ServiceDefaults.Validating;

/// <summary>What text may not hold: what is invisible, turns the reading direction, or controls a terminal.</summary>
internal static class TextRules
{
    public static string? Remedy(string value, int max, Lines lines)
    {
        if (value.Length > max && value.EnumerateRunes().Count() is var count && count > max)
            return string.Create(CultureInfo.InvariantCulture, $"has {count} characters; give at most {max}");
        foreach (var rune in value.EnumerateRunes())
        {
            if (IsForbidden(rune.Value, lines))
                return string.Create(CultureInfo.InvariantCulture, $"remove U+{rune.Value:X4}: control, zero-width and direction-changing characters are not stored");
        }

        return null;
    }

    private static bool IsForbidden(int rune, Lines lines) => rune switch
    {
        '\r' or '\n' or '\t' or 0x2028 or 0x2029 or 0x200C or 0x200D => lines == Lines.One,
        < 0x20 or (>= 0x7F and <= 0x9F) => true,
        0x00AD or 0x034F or 0x061C or 0x180E or 0xFEFF => true,
        (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) => true,
        (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE007F) => true,
        _ => false,
    };
}
