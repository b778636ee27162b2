namespace Eoc.Contracts.Ids;

internal static class Slug
{
    private const int MaxLength = 32;

    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength) return false;
        foreach (var c in text)
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) return false;
        return true;
    }
}
