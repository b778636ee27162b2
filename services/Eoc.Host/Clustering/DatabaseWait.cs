using Eoc.Host.Configuring;
using Npgsql;

namespace Eoc.Host.Clustering;

/// <summary>A database that is away at the start is waited for: it may be starting beside us, or being mended.</summary>
internal static class DatabaseWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    /// <summary>Returns when it answers.</summary>
    /// <exception cref="SettingsException">It answers, and will not have us: waiting helps nobody.</exception>
    public static async Task UntilItAnswers(string connectionString, TimeProvider time, CancellationToken cancellation)
    {
        // No pool: nothing of this attempt is to be used again.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 3 };
        for (long? said = null; await Refused(settings.ConnectionString, cancellation) is { } why;)
        {
            if (said is null || time.GetElapsedTime(said.Value) > SayEvery)
            {
                await Console.Out.WriteLineAsync($"Waiting for the database {settings.Host}:{settings.Port}: {why}");
                said = time.GetTimestamp();
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static async Task<string?> Refused(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellation);
            return null;
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

    /// <summary>A wrong name, password or database; everything else (starting, stopping, full) may pass.</summary>
    private static bool IsFinal(string state) => state.StartsWith("28", StringComparison.Ordinal) || state == PostgresErrorCodes.InvalidCatalogName;
}
