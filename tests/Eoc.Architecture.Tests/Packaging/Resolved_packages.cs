using System.Text.Json;
using System.Text.RegularExpressions;
using Eoc.Architecture.Tests.Reading;
using Xunit;

namespace Eoc.Architecture.Tests.Packaging;

public sealed partial class Resolved_packages
{
    [Fact]
    public void of_MassTransit_are_of_the_last_free_line()
    {
        var resolved = Repository.Projects.SelectMany(Libraries).Where(library => library.StartsWith("MassTransit", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.NotEmpty(resolved);
        // Version 9 needs a paid licence and does not start without one.
        Assert.All(resolved, library => Assert.StartsWith("8.", library.Split('/')[1], StringComparison.Ordinal));
    }

    [Fact]
    public void have_their_versions_in_one_file() =>
        Assert.DoesNotContain(Repository.Projects, project => VersionInProject().IsMatch(Repository.Read(project)));

    [Fact]
    public void belong_to_projects_that_the_solution_lists()
    {
        var solution = Repository.Read("EOC.sln").Replace('\\', '/');
        Assert.All(Repository.Projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [GeneratedRegex("<PackageReference[^>]*\\sVersion=", RegexOptions.None, 1000)]
    private static partial Regex VersionInProject();

    private static IEnumerable<string> Libraries(string project)
    {
        var assets = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "obj", "project.assets.json");
        if (!File.Exists(assets)) return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        return [.. document.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }
}
