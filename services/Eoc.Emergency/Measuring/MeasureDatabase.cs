using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eoc.Emergency.Measuring;

/// <summary>Where response times are kept: <c>emergency.db</c> in the data folder, or the schema <c>emergency</c> in PostgreSQL. Made anew from the journal when lost.</summary>
internal sealed class MeasureDatabase(string dataFolder, string? postgres)
{
    private const int MostConnections = 4;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS seen(realm TEXT NOT NULL, stream TEXT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY(realm, stream));
        CREATE TABLE IF NOT EXISTS units(realm TEXT NOT NULL, unit TEXT NOT NULL, audience TEXT NOT NULL, PRIMARY KEY(realm, unit));
        CREATE TABLE IF NOT EXISTS responses(
          realm TEXT NOT NULL, assignment TEXT NOT NULL, unit TEXT NOT NULL, incident_audience TEXT NOT NULL, dispatched_at BIGINT NOT NULL,
          en_route_at BIGINT, on_scene_at BIGINT, PRIMARY KEY(realm, assignment));
        CREATE INDEX IF NOT EXISTS responses_by_time ON responses(realm, dispatched_at);
        """;

    public async Task<DbConnection> Open(CancellationToken cancellation)
    {
        DbConnection connection = postgres is null ? Sqlite() : new NpgsqlConnection(Capped(postgres));
        await connection.OpenAsync(cancellation);
        // Effects and versions are lost together, if at all, and the journal has them: no need to wait for the disk at each.
        if (postgres is null) await connection.ExecuteAsync("PRAGMA synchronous = NORMAL");
        return connection;
    }

    /// <summary>Makes the tables; two processes that start at once take turns.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        if (postgres is null)
        {
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL;" + Tables);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtext('eoc emergency schema')); CREATE SCHEMA IF NOT EXISTS emergency;" + Tables, transaction: transaction);
        await transaction.CommitAsync(cancellation);
    }

    private static string Capped(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        ApplicationName = "eoc emergency", MaxPoolSize = MostConnections, SearchPath = "emergency",
    }.ConnectionString;

    private SqliteConnection Sqlite() => new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, "emergency.db") }.ConnectionString);
}
