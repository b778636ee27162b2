using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Eoc.Cities.Finding;

/// <summary>How names of streets are taken apart: in capitals, without punctuation, the usual words short.</summary>
internal static class StreetText
{
    private static readonly FrozenDictionary<string, string> Suffixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["STREET"] = "ST", ["AVENUE"] = "AVE", ["AV"] = "AVE", ["BOULEVARD"] = "BLVD", ["DRIVE"] = "DR", ["ROAD"] = "RD", ["PLACE"] = "PL", ["COURT"] = "CT", ["LANE"] = "LN",
        ["PARKWAY"] = "PKWY", ["TERRACE"] = "TER", ["HIGHWAY"] = "HWY", ["EXPRESSWAY"] = "EXPY", ["FREEWAY"] = "FWY", ["SQUARE"] = "SQ", ["CIRCLE"] = "CIR", ["PLAZA"] = "PLZ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Longer = Suffixes.Where(pair => pair.Key != "AV").ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, char> Directions = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["N"] = 'N', ["NORTH"] = 'N', ["S"] = 'S', ["SOUTH"] = 'S', ["E"] = 'E', ["EAST"] = 'E', ["W"] = 'W', ["WEST"] = 'W',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Joints = FrozenSet.Create(StringComparer.Ordinal, "AND", "AT", "UND", "ET", "Y");

    /// <summary>The words before and after what stands between two streets: a sign such as &amp; or /, else a word such as <c>and</c>. Null when nothing does.</summary>
    public static (ImmutableArray<string> First, ImmutableArray<string> Second)? Part(string text)
    {
        var sign = text.AsSpan().IndexOfAny("&/@+\\");
        if (sign >= 0) return (Words(text[..sign]), Words(text[(sign + 1)..]));
        var words = Words(text);
        for (var i = 1; i < words.Length - 1; i++)
            if (Joints.Contains(words[i])) return (words[..i], words[(i + 1)..]);
        return null;
    }

    /// <summary>The words of a text in capitals; an apostrophe parts no word, whatever else is no letter or digit does.</summary>
    public static ImmutableArray<string> Words(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\'' or '’' or '.') continue;
            clean.Append(char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : ' ');
        }

        return [.. clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>A street's words without its direction, and that; '\0' when it says none. North Avenue has none: it is one.</summary>
    public static (char Direction, ImmutableArray<string> Words) Direct(ImmutableArray<string> words) =>
        words.Length > 1 && !(words.Length == 2 && IsSuffix(words[1])) && Directions.TryGetValue(words[0], out var direction) ? (direction, words[1..]) : ('\0', words);

    /// <summary>The name with its last word short, and with it long.</summary>
    public static (string Short, string Long) Forms(ImmutableArray<string> words)
    {
        var (last, head) = (words[^1], string.Join(' ', words[..^1]));
        if (head.Length == 0) return (last, last);
        var shorter = Suffixes.GetValueOrDefault(last, last);
        return ($"{head} {shorter}", $"{head} {Longer.GetValueOrDefault(shorter, last)}");
    }

    /// <summary>The name without what kind of street it is.</summary>
    public static string Core(ImmutableArray<string> words) =>
        words.Length > 1 && IsSuffix(words[^1]) ? string.Join(' ', words[..^1]) : string.Join(' ', words);

    private static bool IsSuffix(string word) => Suffixes.ContainsKey(word) || Longer.ContainsKey(word);
}
