using SQLitePCL;

namespace Eoc.Journal.Sqlite;

/// <summary>
/// A prepared statement on the writer's connection. The writer talks to SQLite without ADO.NET: a commit takes some forty microseconds, and
/// commands, readers and parameter objects would take as long again.
/// </summary>
internal sealed class Statement(sqlite3 connection, string sql) : IDisposable
{
    private readonly sqlite3_stmt _statement = Prepare(connection, sql);
    private int _next;

    public Statement Add(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_next, value));
        return this;
    }

    public Statement Add(string value)
    {
        Check(raw.sqlite3_bind_text(_statement, ++_next, value));
        return this;
    }

    public Statement Add(ReadOnlySpan<byte> value)
    {
        // An empty span may come without an address, and SQLite would take that for NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, ++_next, 0) : raw.sqlite3_bind_blob(_statement, ++_next, value));
        return this;
    }

    public Statement Add(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Add(bytes);
    }

    public Statement Add(long? value)
    {
        if (value is { } number) return Add(number);
        Check(raw.sqlite3_bind_null(_statement, ++_next));
        return this;
    }

    /// <summary>Runs it; false when it would break a unique constraint.</summary>
    public bool TryRun()
    {
        var code = raw.sqlite3_step(_statement);
        Reset();
        if (code == raw.SQLITE_CONSTRAINT) return false;
        Check(code);
        return true;
    }

    /// <summary>Runs it; a broken constraint is an error.</summary>
    public void Run()
    {
        if (!TryRun()) throw Failure();
    }

    /// <summary>Runs it for the one number of the one row it returns.</summary>
    public long RunForNumber()
    {
        Check(raw.sqlite3_step(_statement));
        var number = raw.sqlite3_column_int64(_statement, 0);
        Reset();
        return number;
    }

    public void Dispose() => _statement.Dispose();

    private void Reset()
    {
        // Its code repeats the step's, which has been judged.
        _ = raw.sqlite3_reset(_statement);
        _next = 0;
    }

    private void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW) return;
        var failure = Failure();
        Reset();
        throw failure;
    }

    private JournalUnavailableException Failure() => new($"SQLite: {raw.sqlite3_errmsg(connection).utf8_to_string()}");

    private static sqlite3_stmt Prepare(sqlite3 connection, string sql) =>
        raw.sqlite3_prepare_v2(connection, sql, out var statement) == raw.SQLITE_OK
            ? statement
            : throw new JournalUnavailableException($"SQLite: {raw.sqlite3_errmsg(connection).utf8_to_string()}");
}
