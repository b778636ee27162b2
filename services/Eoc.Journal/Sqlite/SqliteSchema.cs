namespace Eoc.Journal.Sqlite;

/// <summary>
/// One file is one realm, so no table repeats the realm; a stream's text begins with it. Times are microseconds since 1970, ids big-endian bytes.
/// A writer's commits are published in order, so one mark says which: it costs a commit nothing, a flag in each row would cost it an index.
/// </summary>
internal static class SqliteSchema
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS events(
          position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, event_id BLOB NOT NULL, type TEXT NOT NULL,
          data BLOB NOT NULL, actor TEXT NOT NULL, agency TEXT NOT NULL, occurred_at INTEGER NOT NULL, source INTEGER NOT NULL,
          recorded_at INTEGER NOT NULL, command_id BLOB NOT NULL, hash BLOB NOT NULL, purged_data_hash BLOB,
          writer BLOB NOT NULL, commit_number INTEGER NOT NULL, UNIQUE(stream, version)) STRICT;
        CREATE TABLE IF NOT EXISTS streams(stream TEXT PRIMARY KEY, head INTEGER NOT NULL, hash BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS commands(
          account TEXT NOT NULL, command_id BLOB NOT NULL, request_hash BLOB NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
          number INTEGER, recorded_at INTEGER NOT NULL, UNIQUE(account, command_id)) STRICT;
        CREATE TABLE IF NOT EXISTS commits(
          writer BLOB NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, first_position INTEGER NOT NULL, last_position INTEGER NOT NULL,
          PRIMARY KEY(writer, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS followups(
          source TEXT NOT NULL, version INTEGER NOT NULL, ordinal INTEGER NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL,
          occurred_at INTEGER NOT NULL, agency TEXT NOT NULL, writer BLOB NOT NULL, PRIMARY KEY(source, version, ordinal)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS deadlines(
          source TEXT NOT NULL, version INTEGER NOT NULL, ordinal INTEGER NOT NULL, due INTEGER NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL,
          data BLOB NOT NULL, agency TEXT NOT NULL, PRIMARY KEY(source, version, ordinal)) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS deadlines_due ON deadlines(due);
        CREATE TABLE IF NOT EXISTS snapshots(
          stream TEXT PRIMARY KEY, version INTEGER NOT NULL, hash BLOB NOT NULL, schema TEXT NOT NULL, data BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS counters(series TEXT NOT NULL, year INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY(series, year)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS writers(writer BLOB PRIMARY KEY, published INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
        """;
}
