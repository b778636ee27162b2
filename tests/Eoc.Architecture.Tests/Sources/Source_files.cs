using Eoc.Architecture.Tests.Reading;
using Xunit;

namespace Eoc.Architecture.Tests.Sources;

public sealed class Source_files
{
    private const int UsualLimit = 250;
    private const int HardLimit = 500;

    private static readonly string[] CodeEndings = [".cs", ".ts", ".svelte"];
    private static readonly string[] TextEndings = [.. CodeEndings, ".proto", ".csproj", ".props", ".targets", ".json", ".yaml", ".yml", ".md", ".sh", ".sql", ".js", ".mjs", ".py", ".npmrc"];

    [Fact]
    public void are_short()
    {
        var lengths = Repository.Files.Where(file => EndsWithAny(file, CodeEndings)).ToDictionary(file => file, file => Repository.Read(file).Count(c => c == '\n'));
        Assert.Empty(lengths.Where(file => file.Value > HardLimit).Select(file => $"{file.Key}: {file.Value} lines"));
        Assert.True(lengths.Values.Count(length => length < UsualLimit) >= 0.9 * lengths.Count, string.Join('\n', lengths.Where(file => file.Value >= UsualLimit)));
    }

    [Fact]
    public void have_small_methods()
    {
        var methods = CompiledAssembly.Ours.SelectMany(assembly => MethodLengths.Of(Path.Combine(AppContext.BaseDirectory, assembly.Name + ".dll"))).OrderBy(method => method.Lines).ToArray();
        Assert.True(methods.Length > 500, "Hardly any method was found: this test would prove nothing.");
        Assert.InRange(methods[methods.Length / 2].Lines, 1, 8);
        Assert.InRange(methods[methods.Length * 9 / 10].Lines, 1, 25);
        Assert.DoesNotContain(methods, method => method.Lines > 60);
    }

    [Fact]
    public void hold_no_regions_reminders_or_registries() =>
        Assert.Empty(Repository.Files.Where(file => EndsWithAny(file, TextEndings)).SelectMany(file => SourceRules.Violations(Repository.Read(file)).Select(what => $"{file} {what}")));

    [Theory]
    [InlineData("    #reg", "ion Fields")]
    [InlineData("// TO", "DO: later")]
    [InlineData("\"resolved\": \"https://registry.npm", "js.org/x\"")]
    public void with_what_is_forbidden_are_seen(string first, string second) => Assert.NotEmpty(SourceRules.Violations($"ok\n{first}{second}\n"));

    [Fact]
    public void are_looked_at() => Assert.True(Repository.Files.Count(file => EndsWithAny(file, CodeEndings)) >= 60);

    private static bool EndsWithAny(string file, string[] endings) => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal));
}
