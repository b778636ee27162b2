using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Eoc.Identity.Storing;

/// <summary>
/// Makes the tables once. EF's own EnsureCreated does nothing when the database holds any other table, and two processes that start together would both
/// try; here one transaction looks and makes, behind SQLite's write lock or an advisory lock of PostgreSQL.
/// </summary>
internal static class SchemaCreation
{
    private const string AppendOnlySqlite = """
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        """;

    private const string AppendOnlyPostgres = """
        CREATE FUNCTION identity.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
        CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.audit EXECUTE FUNCTION identity.refuse_change();
        """;

    public static async Task Ensure(IdentityDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var connection = db.Database.GetDbConnection();
        if (connection is SqliteConnection) await Run(connection, null, "PRAGMA journal_mode = WAL", cancellation);
        await using var transaction = await Lock(connection, cancellation);
        if (!await Exists(connection, transaction, cancellation)) await Create(db, connection, transaction, cancellation);
        await transaction.CommitAsync(cancellation);
        await db.Database.CloseConnectionAsync();
    }

    private static async Task<DbTransaction> Lock(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection sqlite) return sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false);
        var transaction = await connection.BeginTransactionAsync(cancellation);
        await Run(connection, transaction, "SELECT pg_advisory_xact_lock(hashtext('eoc identity schema'))", cancellation);
        return transaction;
    }

    private static async Task<bool> Exists(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        var question = connection is SqliteConnection
            ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'accounts'"
            : "SELECT count(*) FROM pg_tables WHERE schemaname = 'identity' AND tablename = 'accounts'";
        return Convert.ToInt64(await Run(connection, transaction, question, cancellation), System.Globalization.CultureInfo.InvariantCulture) > 0;
    }

    private static async Task Create(IdentityDb db, DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        await Run(connection, transaction, db.Database.GenerateCreateScript(), cancellation);
        await Run(connection, transaction, connection is SqliteConnection ? AppendOnlySqlite : AppendOnlyPostgres, cancellation);
    }

    private static async Task<object?> Run(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        // The texts are constants and EF's own script; nothing from outside is in them.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellation);
    }
}
