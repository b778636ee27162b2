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
        await Run(PostgresSchema.Sql(realm), cancellation);
        return new PostgresStore(_server, realm);
    }

    public async ValueTask Delete(RealmId realm, CancellationToken cancellation) =>
        await Run($"DROP SCHEMA IF EXISTS {PostgresSchema.QuotedNameOf(realm)} CASCADE", cancellation);

    public async ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation)
    {
        var names = await _server.Rows(
            "SELECT schemaname FROM pg_tables WHERE starts_with(schemaname, $1) AND tablename = 'commits' ORDER BY schemaname",
            row => row.GetString(0)[PostgresSchema.Prefix.Length..], cancellation, Value(PostgresSchema.Prefix));
        return [.. names.Where(name => RealmId.TryParse(name, null, out _)).Select(name => RealmId.Parse(name))];
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async ValueTask Run(string sql, CancellationToken cancellation)
    {
        await using var connection = await _server.Connect(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception failure) when (PostgresConnections.IsOutage(failure, cancellation))
        {
            throw PostgresConnections.Unavailable(failure);
        }
    }
}
