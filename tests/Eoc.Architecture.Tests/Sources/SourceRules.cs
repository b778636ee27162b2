using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Eoc.Architecture.Tests.Sources;

/// <summary>What no source file may hold. The forbidden words are put together from parts here, so that this file does not hold them.</summary>
internal static partial class SourceRules
{
    private static readonly ImmutableArray<string> RegistryHosts =
        [.. new[] { ("nuget", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"), ("pypi", "org"), ("crates", "io") }.Select(host => $"{host.Item1}.{host.Item2}")];

    /// <summary>What is wrong with a file's text, each with its line.</summary>
    public static IEnumerable<string> Violations(string text) =>
        text.Split('\n').SelectMany((line, index) => Violations(line, index + 1));

    private static IEnumerable<string> Violations(string line, int number)
    {
        if (Region().IsMatch(line)) yield return FormattableString.Invariant($"line {number}: a region hides what should be a file of its own");
        if (Reminder().IsMatch(line)) yield return FormattableString.Invariant($"line {number}: a reminder; do it or write an issue");
        if (RegistryHosts.Any(host => line.Contains(host, StringComparison.OrdinalIgnoreCase))) yield return FormattableString.Invariant($"line {number}: names a package registry; where packages come from is the site's choice");
    }

    [GeneratedRegex(@"^\s*#\s*(end)?region\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reminder();
}
