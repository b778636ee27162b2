using Xunit;

namespace Eoc.Cities.Tests;

/// <summary>A copy of a small pack of another city, on another continent, to be spoilt.</summary>
internal sealed class LittleHarbour : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("eoc-city-");

    public LittleHarbour()
    {
        foreach (var file in Directory.EnumerateFiles(Original, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(Original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>As it lies in the repository.</summary>
    public static string Original => Path.Combine(Repository.Root, "tests", "Eoc.Cities.Tests", "Packs", "little-harbour");

    /// <summary>The folder that holds the copy.</summary>
    public string Parent => _parent.FullName;

    /// <summary>The copy.</summary>
    public string Folder => Path.Combine(_parent.FullName, "little-harbour");

    public void Change(string file, string before, string after)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
    }

    public void Remove(string file) => File.Delete(Path.Combine(Folder, file));

    public void Add(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Dispose() => _parent.Delete(recursive: true);
}
