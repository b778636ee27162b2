using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Eoc.Journal.Sqlite;

/// <summary>Opens a journal's file so that a commit is on the disk before it is acknowledged.</summary>
internal static class SqliteFile
{
    private const long Full = 2;

    /// <exception cref="JournalUnavailableException">
    /// The file does not take WAL with synchronous=FULL, so that an acknowledged command could be lost; or a newer program made it.
    /// </exception>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, "PRAGMA synchronous = FULL");
            Run(connection, "PRAGMA busy_timeout = 5000");
            Demand(connection, "PRAGMA journal_mode", "wal");
            Demand(connection, "PRAGMA synchronous", Full.ToString(CultureInfo.InvariantCulture));
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(SqliteConnection connection)
    {
        if (!IsOlder(connection)) return;
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.Serializable, deferred: false);
        if (IsOlder(connection)) Run(connection, $"{SqliteSchema.Sql} PRAGMA user_version = {SchemaVersion.Present}");
        transaction.Commit();
    }

    private static bool IsOlder(SqliteConnection connection) => SchemaVersion.IsOlder((long)Run(connection, "PRAGMA user_version")!, connection.DataSource);

    private static void Demand(SqliteConnection connection, string pragma, string wanted)
    {
        var found = Convert.ToString(Run(connection, pragma), CultureInfo.InvariantCulture);
        if (found == wanted) return;
        throw new JournalUnavailableException(
            $"{connection.DataSource}: {pragma} is {found} and has to be {wanted}, or an acknowledged command could be lost.");
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
