using Eoc.Contracts.Ids;
using Npgsql;
using static Eoc.Journal.Postgres.PostgresRows;

namespace Eoc.Journal.Postgres;

/// <summary>A PostgreSQL database with a schema for each realm.</summary>
internal sealed class PostgresBackend(string connectionString) : IJournalBackend
{
    private readonly PostgresConnections _server = new(connectionString);

    public async ValueTask<IJournalStore?> Open(RealmId realm, bool create, CancellationToken cancellation)
    {
        if (!create && !(await Realms(cancellation)).Contains(realm)) return null;
        await InTransaction(transaction => Prepare(transaction, realm, cancellation), cancellation);
        return new PostgresStore(_server, realm);
    }

    public async ValueTask Delete(RealmId realm, CancellationToken cancellation) =>
        await InTransaction(transaction => Run(transaction, $"DROP SCHEMA IF EXISTS {PostgresSchema.QuotedNameOf(realm)} CASCADE", cancellation), cancellation);

    public async ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation)
    {
        var names = await _server.Rows(
            "SELECT schemaname FROM pg_tables WHERE starts_with(schemaname, $1) AND tablename = 'commits' ORDER BY schemaname",
            row => row.GetString(0)[PostgresSchema.Prefix.Length..], cancellation, Value(PostgresSchema.Prefix));
        return [.. names.Where(name => RealmId.TryParse(name, null, out _)).Select(name => RealmId.Parse(name))];
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task Prepare(NpgsqlTransaction transaction, RealmId realm, CancellationToken cancellation)
    {
        await Run(transaction, PostgresSchema.Lock(realm), cancellation);
        var found = (long)(await Run(transaction, PostgresSchema.Found, cancellation))!;
        if (SchemaVersion.IsOlder(found, $"The schema {PostgresSchema.NameOf(realm)}")) await Run(transaction, PostgresSchema.Sql, cancellation);
    }

    private static async Task<object?> Run(NpgsqlTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private async ValueTask InTransaction(Func<NpgsqlTransaction, Task> what, CancellationToken cancellation)
    {
        await using var connection = await _server.Connect(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await what(transaction);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception failure) when (PostgresConnections.IsOutage(failure, cancellation))
        {
            throw PostgresConnections.Unavailable(failure);
        }
    }
}
