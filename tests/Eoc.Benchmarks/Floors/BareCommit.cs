using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eoc.Benchmarks.Floors;

/// <summary>The floor under any durable command: one row of 200 bytes, one commit, nothing else.</summary>
internal sealed class BareCommit : IAsyncDisposable
{
    private static readonly byte[] Row = new byte[200];

    private readonly System.Data.Common.DbConnection _connection;
    private readonly System.Data.Common.DbCommand _insert;

    private BareCommit(System.Data.Common.DbConnection connection, System.Data.Common.DbCommand insert) => (_connection, _insert) = (connection, insert);

    public static async Task<BareCommit> Sqlite(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}");
        await connection.OpenAsync();
        await Do(connection, "pragma journal_mode=wal; pragma synchronous=full;" + Table("integer", "blob"));
        var insert = connection.CreateCommand();
        insert.CommandText = "insert into bare (data) values ($data)";
        insert.Parameters.AddWithValue("$data", Row);
        return new(connection, insert);
    }

    public static async Task<BareCommit> Postgres(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await Do(connection, Table("bigserial", "bytea"));
        var insert = new NpgsqlCommand("insert into bare (data) values ($1)", connection) { Parameters = { new() { Value = Row } } };
        await insert.PrepareAsync();
        return new(connection, insert);
    }

    public Task Call() => _insert.ExecuteNonQueryAsync();

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static string Table(string id, string data) => $"create table if not exists bare (id {id} primary key, data {data} not null)";

    private static async Task Do(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
