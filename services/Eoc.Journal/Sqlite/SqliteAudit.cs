using Eoc.Contracts.Ids;
using Eoc.Journal.Verifying;
using Microsoft.Data.Sqlite;
using Eoc.Journal.Reading;

namespace Eoc.Journal.Sqlite;

/// <summary>A realm's file as one read transaction sees it.</summary>
internal sealed class SqliteAudit : IJournalAudit
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    public SqliteAudit(RealmId realm, string file)
    {
        Realm = realm;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            _transaction = _connection.BeginTransaction(deferred: true);
        }
        catch (SqliteException failure)
        {
            _connection.Dispose();
            throw new JournalUnavailableException($"SQLite: {failure.Message}", failure);
        }
    }

    public RealmId Realm { get; }

    public IAsyncEnumerable<AuditedEntry> Entries() => Rows(
        """
        SELECT event_id, stream, version, type, actor, agency, occurred_at, source, recorded_at, command_id, data, purged_data_hash, hash, writer, commit_number
        FROM events ORDER BY stream, version
        """,
        row => new AuditedEntry(
            new(Id(row, 0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetInt64(7),
                row.GetInt64(8), Id(row, 9)),
            JournalRows.Bytes(row, 10), row.IsDBNull(11) ? null : JournalRows.Bytes(row, 11), JournalRows.Bytes(row, 12), Id(row, 13), row.GetInt64(14)));

    public IAsyncEnumerable<AuditedHead> Heads() => Rows(
        "SELECT stream, head, hash FROM streams ORDER BY stream", row => new AuditedHead(row.GetString(0), row.GetInt64(1), JournalRows.Bytes(row, 2)));

    public IAsyncEnumerable<AuditedCommit> Commits() => AuditedCommits.Gather(Rows(
        """
        SELECT c.writer, c.number, c.hash, e.hash FROM commits c
        LEFT JOIN events e ON e.position BETWEEN c.first_position AND c.last_position AND e.writer = c.writer AND e.commit_number = c.number
        ORDER BY c.writer, c.number, e.position
        """,
        row => (Id(row, 0), row.GetInt64(1), JournalRows.Bytes(row, 2), row.IsDBNull(3) ? null : JournalRows.Bytes(row, 3))));

    public IAsyncEnumerable<(Guid Writer, long Number)> CommitsMissing() => Rows(
        """
        SELECT DISTINCT writer, commit_number FROM events e
        WHERE NOT EXISTS (SELECT 1 FROM commits c WHERE c.writer = e.writer AND c.number = e.commit_number)
        """,
        row => (Id(row, 0), row.GetInt64(1)));

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>An id that somebody made longer or shorter is no id, and its hash will say so.</summary>
    private static Guid Id(SqliteDataReader row, int column) =>
        JournalRows.Bytes(row, column) is { Length: 16 } bytes ? new(bytes, bigEndian: true) : Guid.Empty;

    private async IAsyncEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        await using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = _transaction;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) yield return read(reader);
    }
}
