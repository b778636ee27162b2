using System.Collections.Immutable;
using System.Xml.Linq;

namespace Eoc.Architecture.Tests.Reading;

/// <summary>The repository these tests were built in.</summary>
internal static class Repository
{
    private static readonly ImmutableHashSet<string> NotSource = ["bin", "obj", "node_modules", ".git", "artifacts", "data", "dist", "gen", "TestResults"];

    public static readonly string Root = FindRoot();

    /// <summary>Paths of all text files of ours, relative to the root, with forward slashes.</summary>
    public static readonly ImmutableArray<string> Files =
        [.. Walk(new DirectoryInfo(Root)).Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    /// <summary>The names of the projects a project refers to. The compiler drops references that are not used; the file does not.</summary>
    public static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Parse(Read(project)).Descendants("ProjectReference").Select(reference => NameOf(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(inner => !NotSource.Contains(inner.Name) && inner.LinkTarget is null).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EOC.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("EOC.sln was not found.");
        return folder.FullName;
    }
}
