using Xunit;

namespace Eoc.Cities.Tests.Serving;

public sealed class Nothing_in_code_knows_the_demonstration_city
{
    private static readonly string[] Endings = [".cs", ".ts", ".svelte", ".css", ".html"];

    /// <summary>What tells that somebody thought of one city: its name, its streets, its agencies' short names.</summary>
    private static readonly string[] Telltales = ["Chicago", "Madison", "Milwaukee", "Halsted", "\"cpd\"", "'cpd'", "OEMC"];

    /// <summary>In words about ids and zones, as an example of one.</summary>
    private static readonly string[] Examples = ["America/Chicago"];

    [Fact]
    public void in_services_or_console()
    {
        var files = new[] { "services", "ops-console/src" }.SelectMany(folder => Files(Path.Combine(Repository.Root, folder))).ToArray();
        Assert.True(files.Length > 300, "Hardly any file was found: this test would prove nothing.");
        Assert.Empty(files.SelectMany(file => Found(Path.GetRelativePath(Repository.Root, file), File.ReadAllLines(file))));
    }

    [Fact]
    public void and_this_would_be_seen() =>
        Assert.Equal(["Some.cs:2"], Found("Some.cs", ["var zone = \"America/Chicago\";", "if (city.Title == \"Chicago\") return;"]).Select(found => found[..9]));

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "gen" or "dist"));

    private static IEnumerable<string> Found(string file, string[] lines) => lines
        .Select((line, index) => (Line: Examples.Aggregate(line, (text, example) => text.Replace(example, string.Empty, StringComparison.Ordinal)), Number: index + 1))
        .Where(line => Telltales.Any(telltale => line.Line.Contains(telltale, StringComparison.OrdinalIgnoreCase)))
        .Select(line => FormattableString.Invariant($"{file}:{line.Number}: {line.Line.Trim()}"));
}
