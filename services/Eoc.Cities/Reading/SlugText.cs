namespace Eoc.Cities.Reading;

/// <summary>How ids inside a pack are written.</summary>
internal static class SlugText
{
    public const string Rule = "1 to 32 of a-z, 0-9 and '-'";

    private const int Longest = 32;

    public static bool Is(string text) =>
        text.Length is > 0 and <= Longest && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
