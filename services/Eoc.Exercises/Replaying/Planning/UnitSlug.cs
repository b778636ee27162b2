using System.Security.Cryptography;
using System.Text;

namespace Eoc.Exercises.Replaying.Planning;

/// <summary>A unit's id inside its agency, from whatever a history calls it.</summary>
internal static class UnitSlug
{
    private const int Longest = 32;

    /// <summary>The name in lower case; where that is no slug, what is one of it and eight digits of its hash, so that no two units become one.</summary>
    public static string Of(string name)
    {
        var lower = name.ToLowerInvariant();
        var slug = string.Concat(lower.Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'));
        if (slug == lower && slug.Length <= Longest) return slug;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lower)))[..8];
        return $"{slug[..Math.Min(slug.Length, Longest - 9)]}-{hash}";
    }
}
