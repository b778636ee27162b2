using Eoc.Architecture.Tests.Reading;
using Xunit;

namespace Eoc.Architecture.Tests.Arrows;

public sealed class References
{
    [Fact]
    public void in_assemblies_point_one_way() =>
        Assert.Empty(CompiledAssembly.Ours.SelectMany(from => from.References.Where(to => Arrow.IsForbidden(from.Name, to)).Select(to => $"{from.Name} → {to}")));

    [Fact]
    public void in_project_files_point_one_way() =>
        Assert.Empty(Repository.Projects.Where(IsOurs)
            .SelectMany(project => Repository.ReferencesOf(project).Where(to => Arrow.IsForbidden(Repository.NameOf(project), to)).Select(to => $"{project} → {to}")));

    [Theory]
    [InlineData("Eoc.Incidents", "Eoc.Picture")]
    [InlineData("Eoc.Picture", "Eoc.Domain")]
    [InlineData("Eoc.Domain", "Eoc.Journal")]
    [InlineData("Eoc.Domain", "Eoc.Contracts.Rpc")]
    [InlineData("Eoc.Journal", "Eoc.Domain")]
    [InlineData("Eoc.Identity", "Eoc.Incidents")]
    [InlineData("Eoc.Contracts.Ids", "Eoc.Contracts.Events")]
    [InlineData("Eoc.Incidents", "Eoc.Host")]
    public void the_wrong_way_are_seen(string from, string to) => Assert.True(Arrow.IsForbidden(from, to));

    [Theory]
    [InlineData("Eoc.Host", "Eoc.Incidents")]
    [InlineData("Eoc.Incidents", "Eoc.Domain")]
    [InlineData("Eoc.Picture", "Eoc.Journal")]
    [InlineData("Eoc.Incidents", "Orleans.Core")]
    public void the_right_way_are_not(string from, string to) => Assert.False(Arrow.IsForbidden(from, to));

    [Fact]
    public void of_every_project_are_looked_at() =>
        Assert.Equal(
            Repository.Projects.Where(IsOurs).Select(Repository.NameOf).Order(StringComparer.Ordinal),
            CompiledAssembly.Ours.Select(assembly => assembly.Name).Intersect(Repository.Projects.Select(Repository.NameOf)).Order(StringComparer.Ordinal));

    private static bool IsOurs(string project) => project.StartsWith("contracts/", StringComparison.Ordinal) || project.StartsWith("services/", StringComparison.Ordinal);
}
