using Xunit;

namespace Eoc.TestData;

/// <summary>Files that are not ours and so not in the repository; a test that needs one is skipped where it is not there.</summary>
internal static class SharedData
{
    /// <summary>One week of San Francisco Fire Department unit responses.</summary>
    public static string Week => Path.Combine(Root, "dispatch", "sffd_calls_2017-01-01_week.csv");

    /// <summary>Skips the test, naming the file, when it is not there.</summary>
    public static string Need(string file)
    {
        Assert.SkipUnless(File.Exists(file), $"needs {file}");
        return file;
    }

    private static string Root => Path.Combine(ProjectRoot(), "..", "shared", "data");

    private static string ProjectRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EOC.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("no EOC.sln above the tests");
        return folder.FullName;
    }
}
