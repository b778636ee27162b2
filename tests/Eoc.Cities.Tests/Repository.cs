namespace Eoc.Cities.Tests;

/// <summary>Where this repository lies, and what lies in it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the packs that are shipped.</summary>
    public static string Cities => Path.Combine(Root, "infra", "cities");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EOC.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("no EOC.sln above the tests");
        return folder.FullName;
    }
}
