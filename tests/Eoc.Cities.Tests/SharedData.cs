using Xunit;

namespace Eoc.Cities.Tests;

/// <summary>Files that are not ours and so not in the repository; a test that needs one is skipped where it is not there.</summary>
internal static class SharedData
{
    /// <summary>One city's open data, by its file's name. Skips the test, naming the file, when it is not there.</summary>
    public static string Need(string file)
    {
        var path = Path.Combine(Folder, file);
        Assert.SkipUnless(File.Exists(path), $"needs {path}");
        return path;
    }

    /// <summary>Where it lies.</summary>
    public static string Folder => Path.Combine(Repository.Root, "..", "shared", "data", "chicago");
}
