using System.Collections.Immutable;
using Xunit;

namespace Eoc.Contracts.Tests.Freezing;

/// <summary>
/// Names and numbers are durable data: facts in journals, messages in queues, silos and clients of another version hold them. They are frozen in
/// <c>frozen-names.txt</c>. New ones are added with <c>EOC_FREEZE=1</c>; a name nobody will write again is marked <c>retired</c>, and stays.
/// </summary>
public sealed class Renaming_a_contract
{
    private const string Retired = "retired ";

    // Paths of the compiler are mapped away on CI, so it is found from the folder of the build: bin/Debug/net10.0.
    private static string ManifestPath => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Freezing/frozen-names.txt"));

    [Fact]
    public void or_removing_one_is_noticed() => Assert.Empty(Missing(Frozen(), DurableNames.OfThisBuild));

    [Fact]
    public void or_bringing_a_retired_one_back_is_noticed() => Assert.Empty(Revived(Frozen(), DurableNames.OfThisBuild));

    [Fact]
    public void starts_with_freezing_it()
    {
        var fresh = DurableNames.OfThisBuild.Except(Frozen());
        if (Environment.GetEnvironmentVariable("EOC_FREEZE") == "1")
        {
            File.WriteAllLines(ManifestPath, Frozen().Union(fresh));
            return;
        }

        Assert.True(fresh.IsEmpty, $"New names; freeze them by running this suite with EOC_FREEZE=1:\n{string.Join('\n', fresh)}");
    }

    [Fact]
    public void is_what_these_checks_can_see()
    {
        ImmutableSortedSet<string> before = ["fact unit.dispatched/1", "fact unit.sent/1", "retired fact unit.left/1"];
        ImmutableSortedSet<string> after = ["fact unit.dispatched/1", "fact unit.despatched/1", "fact unit.left/1"];

        Assert.Equal(["fact unit.sent/1"], Missing(before, after));
        Assert.Equal(["fact unit.left/1"], Revived(before, after));
    }

    private static ImmutableSortedSet<string> Frozen() =>
        File.Exists(ManifestPath) ? File.ReadAllLines(ManifestPath).ToImmutableSortedSet(StringComparer.Ordinal) : [];

    private static IEnumerable<string> Missing(ImmutableSortedSet<string> frozen, ImmutableSortedSet<string> current) =>
        frozen.Where(name => !name.StartsWith(Retired, StringComparison.Ordinal)).Except(current);

    private static IEnumerable<string> Revived(ImmutableSortedSet<string> frozen, ImmutableSortedSet<string> current) =>
        frozen.Where(name => name.StartsWith(Retired, StringComparison.Ordinal)).Select(name => name[Retired.Length..]).Intersect(current);
}
