using System.Text.Json;

namespace Eoc.Host.Serving;

/// <summary>The console as it was built: a fixed list of files, read once. Nothing else of the folder can be asked for, and no request touches the disk.</summary>
internal sealed class ServedConsole
{
    private const string List = "served.json";

    private readonly Dictionary<string, ServedFile> _files;

    private ServedConsole(Dictionary<string, ServedFile> files) => _files = files;

    /// <summary>False when this host was built without a console.</summary>
    public bool IsThere => _files.Count > 0;

    /// <summary>What the build put beside the program.</summary>
    public static ServedConsole Load() => Load(Path.Combine(AppContext.BaseDirectory, "console"));

    /// <summary>Reads the listed files of a folder; one that is listed and missing stops the start.</summary>
    public static ServedConsole Load(string folder)
    {
        var list = Path.Combine(folder, List);
        if (!File.Exists(list)) return new([]);
        var entries = JsonSerializer.Deserialize<List<Entry>>(File.ReadAllBytes(list), JsonSerializerOptions.Web) ?? [];
        return new(entries.ToDictionary(entry => "/" + entry.Path, entry => Read(folder, entry), StringComparer.Ordinal));
    }

    /// <summary>The file at a request's path; the root is the page. Null when there is none.</summary>
    public ServedFile? Find(string path) => _files.GetValueOrDefault(path == "/" ? "/index.html" : path);

    private static ServedFile Read(string folder, Entry entry)
    {
        var path = Path.Combine(folder, entry.Path);
        return new(entry.Type, entry.Immutable, File.ReadAllBytes(path), File.ReadAllBytes(path + ".gz"), File.ReadAllBytes(path + ".br"));
    }

    private sealed record Entry(string Path, string Type, bool Immutable);
}
