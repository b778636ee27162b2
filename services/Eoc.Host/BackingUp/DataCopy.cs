using Microsoft.Data.Sqlite;

namespace Eoc.Host.BackingUp;

/// <summary>
/// Copies a data folder while a process writes to it. The witness goes first: what it swore to is in the record that is copied after it, never the
/// other way round. Each database is copied as one read transaction sees it; the writer is not held up.
/// </summary>
internal static class DataCopy
{
    private const string Witness = "witness*";
    private const string Database = ".db";

    /// <summary>What belongs to a running process, or to a database that is copied as a whole.</summary>
    private static readonly string[] Passing = ["-wal", "-shm", "-journal", "lock", ".writable"];

    /// <summary>Copies it into a folder that is not there yet; the copy appears under its name when it is whole.</summary>
    /// <returns>How many files and bytes it has.</returns>
    /// <exception cref="IOException">The folder is there, or cannot be written.</exception>
    public static (int Files, long Bytes) Make(string data, string target)
    {
        if (Directory.Exists(target) || File.Exists(target)) throw new IOException($"{target} is there already.");
        var part = target + ".part";
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        var folder = Directory.CreateDirectory(part);
        // Accounts, keys and the record lie in it.
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        string[] witness = [.. Directory.EnumerateFiles(data, Witness)];
        foreach (var file in witness.Concat(Others(data, witness))) Copy(file, Path.Combine(part, Path.GetRelativePath(data, file)));
        Directory.Move(part, target);
        var copied = new DirectoryInfo(target).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        return (copied.Count, copied.Sum(file => file.Length));
    }

    private static IEnumerable<string> Others(string data, string[] witness) => Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories)
        .Except(witness, StringComparer.Ordinal)
        .Where(file => !Passing.Any(end => file.EndsWith(end, StringComparison.Ordinal)));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        try
        {
            if (from.EndsWith(Database, StringComparison.Ordinal)) CopyDatabase(from, to);
            else if (from.EndsWith(".log", StringComparison.Ordinal)) CopyWholeLines(from, to);
            else File.Copy(from, to);
        }
        catch (FileNotFoundException)
        {
            // A realm was deleted meanwhile.
        }
    }

    private static void CopyDatabase(string from, string to)
    {
        using var source = Open(from, SqliteOpenMode.ReadWrite);
        using var copy = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(copy);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        if (mode == SqliteOpenMode.ReadWrite && !File.Exists(file)) throw new FileNotFoundException(null, file);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Half a line is not sworn to.</summary>
    private static void CopyWholeLines(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        using var copy = new FileStream(to, FileMode.CreateNew);
        copy.Write(bytes.AsSpan(0, bytes.AsSpan().LastIndexOf((byte)'\n') + 1));
        copy.Flush(flushToDisk: true);
    }
}
