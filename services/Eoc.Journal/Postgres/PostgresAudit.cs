using System.Data;
using Eoc.Contracts.Ids;
using Eoc.Journal.Verifying;
using Npgsql;
using static Eoc.Journal.Postgres.PostgresRows;
using static Eoc.Journal.Reading.JournalRows;

namespace Eoc.Journal.Postgres;

/// <summary>A realm's schema as one read transaction sees it.</summary>
internal sealed class PostgresAudit : IJournalAudit
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _schema;

    private PostgresAudit(RealmId realm, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (Realm, _connection, _transaction, _schema) = (realm, connection, transaction, PostgresSchema.QuotedNameOf(realm));

    public RealmId Realm { get; }

    public static async Task<PostgresAudit> Open(RealmId realm, PostgresConnections connections)
    {
        var connection = await connections.Connect(CancellationToken.None);
        return new(realm, connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead));
    }

    public IAsyncEnumerable<AuditedEntry> Entries() => Rows(
        $"""
        SELECT event_id, stream, version, type, actor, agency, occurred_at, source, recorded_at, command_id, data, purged_data_hash, hash, writer, commit_number
        FROM {_schema}.events ORDER BY stream, version
        """,
        row => new AuditedEntry(
            new(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetInt64(7),
                row.GetInt64(8), row.GetGuid(9)),
            Bytes(row, 10), row.IsDBNull(11) ? null : Bytes(row, 11), Bytes(row, 12), row.GetGuid(13), row.GetInt64(14)));

    public IAsyncEnumerable<AuditedHead> Heads() => Rows(
        $"SELECT stream, head, hash FROM {_schema}.streams ORDER BY stream", row => new AuditedHead(row.GetString(0), row.GetInt64(1), Bytes(row, 2)));

    public IAsyncEnumerable<AuditedCommit> Commits() => AuditedCommits.Gather(Rows(
        $"""
        SELECT c.writer, c.number, c.hash, e.hash FROM {_schema}.commits c
        LEFT JOIN {_schema}.events e ON e.position BETWEEN c.first_position AND c.last_position AND e.writer = c.writer AND e.commit_number = c.number
        ORDER BY c.writer, c.number, e.position
        """,
        row => (row.GetGuid(0), row.GetInt64(1), Bytes(row, 2), row.IsDBNull(3) ? null : Bytes(row, 3))));

    public IAsyncEnumerable<(Guid Writer, long Number)> CommitsMissing() => Rows(
        $"""
        SELECT DISTINCT writer, commit_number FROM {_schema}.events e
        WHERE NOT EXISTS (SELECT FROM {_schema}.commits c WHERE c.writer = e.writer AND c.number = e.commit_number)
        """,
        row => (row.GetGuid(0), row.GetInt64(1)));

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async IAsyncEnumerable<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, _connection, _transaction);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) yield return read(reader);
    }
}
