using Eoc.Contracts.Ids;

namespace Eoc.Journal.Sqlite;

/// <summary>A folder of SQLite files, one for each realm, locked by this process.</summary>
internal sealed class SqliteBackend : IJournalBackend
{
    private const string Extension = ".db";

    private readonly string _folder;
    private readonly FileStream _lock;

    public SqliteBackend(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        _lock = Lock(Path.Combine(folder, "lock"));
    }

    public ValueTask<IJournalStore?> Open(RealmId realm, bool create, CancellationToken cancellation)
    {
        var file = FileOf(_folder, realm);
        return new(create || File.Exists(file) ? new SqliteStore(realm, file) : null);
    }

    public ValueTask Delete(RealmId realm, CancellationToken cancellation)
    {
        // The database goes last: a new one must never find the log of its predecessor.
        foreach (var suffix in (ReadOnlySpan<string>)["-wal", "-shm", ""]) File.Delete(FileOf(_folder, realm) + suffix);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation) => new(RealmsIn(_folder));

    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    /// <summary>Where the files lie in the data folder.</summary>
    public static string FolderIn(string dataFolder) => Path.Combine(dataFolder, "journal");

    public static string FileOf(string folder, RealmId realm) => Path.Combine(folder, realm.Value + Extension);

    public static IReadOnlyList<RealmId> RealmsIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => RealmId.TryParse(name, null, out _))
            .Select(name => RealmId.Parse(name!))
            .OrderBy(realm => realm.Value, StringComparer.Ordinal)];

    private static FileStream Lock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new JournalUnavailableException(
                $"The journal folder {Path.GetDirectoryName(file)} is used by another process. Stop that one, or set EOC_DATA to another folder.", failure);
        }
    }
}
