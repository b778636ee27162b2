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
    /// <summary>
    /// Which form of the tables this program makes and works with; the store records it. It rises only with a change that a program of the form before
    /// cannot work with. A store without a number was made before there was one, and has the tables of 1.
    /// </summary>
    private const long Form = 1;

    private const string AppendOnlySqlite = """
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        """;

    private const string AppendOnlyPostgres = """
        CREATE FUNCTION identity.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
        CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.audit EXECUTE FUNCTION identity.refuse_change();
        """;

    private const string Turn = "SELECT pg_advisory_xact_lock(hashtext('eoc identity schema'))";

    /// <summary>Waits, in a transaction, until no other process makes anything at its start. SQLite's transactions begin with the only write lock there is.</summary>
    public static Task TakeTurn(IdentityDb db, CancellationToken cancellation) =>
        db.Database.IsSqlite() ? Task.CompletedTask : db.Database.ExecuteSqlRawAsync(Turn, cancellation);

    /// <exception cref="StoreTooNewException">A newer program made the tables.</exception>
    public static async Task Ensure(IdentityDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var connection = db.Database.GetDbConnection();
        if (connection is SqliteConnection) await Run(connection, null, "PRAGMA journal_mode = WAL", cancellation);
        await using var transaction = await Lock(connection, cancellation);
        var found = await FindForm(connection, transaction, cancellation);
        if (found > Form) throw new StoreTooNewException(found, Form);
        if (!await Exists(connection, transaction, cancellation)) await Create(db, connection, transaction, cancellation);
        if (found < Form) await Run(connection, transaction, connection is SqliteConnection ? $"PRAGMA user_version = {Form}" : $"INSERT INTO identity.form VALUES ({Form})", cancellation);
        await transaction.CommitAsync(cancellation);
        await db.Database.CloseConnectionAsync();
    }

    private static async Task<DbTransaction> Lock(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection sqlite) return sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false);
        var transaction = await connection.BeginTransactionAsync(cancellation);
        await Run(connection, transaction, Turn, cancellation);
        return transaction;
    }

    private static async Task<long> FindForm(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        if (connection is SqliteConnection) return (long)(await Run(connection, transaction, "PRAGMA user_version", cancellation))!;
        await Run(connection, transaction, "CREATE SCHEMA IF NOT EXISTS identity; CREATE TABLE IF NOT EXISTS identity.form(version bigint NOT NULL)", cancellation);
        return (long)(await Run(connection, transaction, "SELECT coalesce(max(version), 0) FROM identity.form", cancellation))!;
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
