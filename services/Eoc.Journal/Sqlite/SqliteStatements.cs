using SQLitePCL;

namespace Eoc.Journal.Sqlite;

/// <summary>Everything the writer says to SQLite.</summary>
internal sealed class SqliteStatements(sqlite3 connection) : IDisposable
{
    public Statement Begin { get; } = new(connection, "BEGIN IMMEDIATE");

    public Statement Commit { get; } = new(connection, "COMMIT");

    public Statement Rollback { get; } = new(connection, "ROLLBACK");

    public Statement LastPosition { get; } = new(connection, "SELECT coalesce(max(position), 0) FROM events");

    public Statement Allot { get; } = new(connection, """
        INSERT INTO counters(series, year, value) VALUES(?1, ?2, ?3)
        ON CONFLICT(series, year) DO UPDATE SET value = value + excluded.value RETURNING value
        """);

    public Statement InsertHead { get; } = new(connection, "INSERT INTO streams(stream, head, hash) VALUES(?, ?, ?)");

    public Statement MoveHead { get; } = new(connection, "UPDATE streams SET head = ?, hash = ? WHERE stream = ? AND head = ?");

    public Statement InsertEvent { get; } = new(connection, """
        INSERT INTO events(
          position, stream, version, event_id, type, data, actor, agency, occurred_at, source, recorded_at, command_id, hash, writer, commit_number)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    public Statement InsertCommand { get; } = new(connection, """
        INSERT INTO commands(account, command_id, request_hash, stream, version, number, recorded_at) VALUES(?, ?, ?, ?, ?, ?, ?)
        """);

    public Statement InsertCommit { get; } = new(connection, """
        INSERT INTO commits(writer, number, hash, first_position, last_position) VALUES(?, ?, ?, ?, ?)
        """);

    public Statement InsertFollowUp { get; } = new(connection, """
        INSERT INTO followups(source, version, ordinal, target, kind, data, occurred_at, agency, writer) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    public Statement InsertDeadline { get; } = new(connection, """
        INSERT INTO deadlines(source, version, ordinal, due, target, kind, data, agency) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
        """);

    public Statement DeleteFollowUp { get; } = new(connection, "DELETE FROM followups WHERE source = ? AND version = ? AND ordinal = ?");

    public Statement DeleteDeadline { get; } = new(connection, "DELETE FROM deadlines WHERE source = ? AND version = ? AND ordinal = ?");

    public Statement MarkPublished { get; } = new(connection, "UPDATE writers SET published = max(published, ?2) WHERE writer = ?1");

    /// <summary>Rows lie in the order of their commits, so the oldest are the first.</summary>
    public Statement ForgetCommands { get; } = new(connection, """
        DELETE FROM commands WHERE rowid IN (SELECT rowid FROM commands ORDER BY rowid LIMIT 10000) AND recorded_at < ?
        """);

    public Statement KeepSnapshot { get; } = new(connection, """
        INSERT INTO snapshots(stream, version, hash, schema, data) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(stream) DO UPDATE SET version = excluded.version, hash = excluded.hash, schema = excluded.schema, data = excluded.data
        """);

    public void Dispose()
    {
        IEnumerable<Statement> all =
            [Begin, Commit, Rollback, LastPosition, Allot, InsertHead, MoveHead, InsertEvent, InsertCommand, InsertCommit, InsertFollowUp,
             InsertDeadline, DeleteFollowUp, DeleteDeadline, MarkPublished, ForgetCommands, KeepSnapshot];
        foreach (var statement in all) statement.Dispose();
    }
}
