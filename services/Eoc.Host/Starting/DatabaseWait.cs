using Eoc.Host.Clustering;
using Eoc.Host.Configuring;
using Npgsql;

namespace Eoc.Host.Starting;

/// <summary>Whether the database answers, and who is in it.</summary>
internal sealed class DatabaseWait(string journal)
{
    // No pool: nothing of these attempts is to be used again.
    private readonly NpgsqlConnectionStringBuilder _settings = new(journal) { Pooling = false, Timeout = 3 };

    /// <summary>As people call it.</summary>
    public string Name => FormattableString.Invariant($"the database {_settings.Host}:{_settings.Port}");

    /// <summary>Null when it answers, else why not.</summary>
    /// <exception cref="SettingsException">It answers, and will not have us: waiting helps nobody.</exception>
    public Task<string?> Refused(CancellationToken cancellation) => Ask("SELECT NULL::text", cancellation);

    /// <summary>Null when the table in which silos find each other is there, made where it was not; else why not: a database may go again just then.</summary>
    /// <exception cref="SettingsException">It will not have us make it.</exception>
    public Task<string?> NoMembership(CancellationToken cancellation) => Try(async () =>
    {
        await MembershipTable.Ensure(_settings.ConnectionString, cancellation);
        return null;
    });

    /// <summary>
    /// Null when a silo of the cluster has shown itself lately, else why not. An edge that went on without one would listen to nobody until it came.
    /// </summary>
    public Task<string?> NoSilo(CancellationToken cancellation) => Ask(
        """
        SELECT CASE WHEN count(*) = 0 THEN 'none has joined' END FROM orleans.membership
        WHERE status = 3 AND proxy_port > 0 AND alive_time > now() - interval '30 seconds'
        """,
        cancellation);

    private Task<string?> Ask(string question, CancellationToken cancellation) => Try(async () =>
    {
        await using var connection = new NpgsqlConnection(_settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(cancellation) as string;
    });

    private static async Task<string?> Try(Func<Task<string?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (PostgresException refusal) when (IsFinal(refusal.SqlState))
        {
            throw new SettingsException("EOC_JOURNAL", $"the database refuses us: {refusal.MessageText}.");
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return failure.Message;
        }
    }

    /// <summary>A wrong name, password or database, or a right that is lacking; everything else (starting, stopping, full) may pass.</summary>
    private static bool IsFinal(string state) =>
        state.StartsWith("28", StringComparison.Ordinal) || state is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege;
}
