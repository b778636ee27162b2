using Microsoft.Data.Sqlite;

namespace Eoc.Journal.Sqlite;

/// <summary>Reads on pooled connections beside the writer's; in WAL mode they neither wait for it nor hold it up.</summary>
internal sealed class SqliteQuery(string file)
{
    // The writer has made the file. When it is deleted, whoever still asks must not make another.
    private readonly string _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite }.ToString();

    private volatile bool _isClosed;

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        // A realm of the same name has its journal in the same place.
        if (_isClosed) throw new JournalUnavailableException("SQLite: this journal is closed.");
        try
        {
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
        catch (SqliteException failure)
        {
            throw new JournalUnavailableException($"SQLite: {failure.Message}", failure);
        }
    }

    public void Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) => Rows(sql, static _ => 0, parameters);

    /// <summary>Closes the pooled connections, so that the file can go; nothing is read after that.</summary>
    public void Close()
    {
        _isClosed = true;
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
