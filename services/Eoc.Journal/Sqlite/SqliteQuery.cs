using Microsoft.Data.Sqlite;

namespace Eoc.Journal.Sqlite;

/// <summary>Reads on pooled connections beside the writer's; in WAL mode they neither wait for it nor hold it up.</summary>
internal sealed class SqliteQuery(string file)
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
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

    /// <summary>Closes the pooled connections, so that the file can go.</summary>
    public void Close()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
