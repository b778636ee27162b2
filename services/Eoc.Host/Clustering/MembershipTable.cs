using Npgsql;

namespace Eoc.Host.Clustering;

/// <summary>Where the silos of a cluster find each other: a schema of its own in the journal's database, infra/postgres/orleans-clustering.sql.</summary>
internal static class MembershipTable
{
    public const string Invariant = "Npgsql";

    private const string Schema = "orleans";
    private const string Script = "orleans-clustering.sql";

    /// <summary>Probes and votes are few; they must not wait behind the journal's work, nor take its connections.</summary>
    private const int MostConnections = 4;

    public static string ConnectionString(string journal) => new NpgsqlConnectionStringBuilder(journal)
    {
        SearchPath = Schema,
        MaxPoolSize = MostConnections,
        Timeout = 3,
        CommandTimeout = 5,
        ApplicationName = "eoc membership",
    }.ConnectionString;

    /// <summary>Makes what is missing; processes that start together do it one after the other.</summary>
    public static async Task Ensure(string journal, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(journal));
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Run(connection, $"SELECT pg_advisory_xact_lock(hashtextextended('eoc membership', 0)); CREATE SCHEMA IF NOT EXISTS {Schema}", cancellation);
        await Run(connection, await ReadScript(cancellation), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<string> ReadScript(CancellationToken cancellation)
    {
        await using var stream = typeof(MembershipTable).Assembly.GetManifestResourceStream(Script)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }
}
