using Eoc.Architecture.Tests.Reading;
using Eoc.Architecture.Tests.Violations;
using Xunit;

namespace Eoc.Architecture.Tests.Naming;

/// <summary>Names are the field's terms. These say that nobody knew what belongs there.</summary>
public sealed class Naming_a_type
{
    private static readonly string[] Endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Common", "Misc"];

    [Fact]
    public void after_nothing_in_particular_happens_nowhere() =>
        Assert.Empty(CompiledAssembly.Ours.SelectMany(assembly => assembly.Types).Where(IsJunkDrawer).Select(type => type.FullName));

    [Fact]
    public void after_nothing_in_particular_is_seen_where_it_is_done_on_purpose() =>
        Assert.Contains(CompiledAssembly.Read(typeof(DispatchManager).Assembly.Location).Types, IsJunkDrawer);

    [Fact]
    public void after_nothing_in_particular_is_not_done_with_folders_either() =>
        Assert.DoesNotContain(
            Repository.Files, file => file.EndsWith(".cs", StringComparison.Ordinal) && file.Split('/')[..^1].Any(folder => Endings.Contains(folder, StringComparer.OrdinalIgnoreCase)));

    private static bool IsJunkDrawer(DefinedType type) => Endings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal));
}
