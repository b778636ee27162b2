using Npgsql;

namespace Eoc.Journal.Postgres;

/// <summary>The connections of this process to its PostgreSQL server.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    /// <summary>Hundreds of streams may load at once; without a bound they would take every connection the server has.</summary>
    private const int MostConnections = 30;

    private const string DurabilitySettings =
        "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;

    public PostgresConnections(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = MostConnections,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            // Whoever waits for a dispatch is told within seconds that the journal does not answer.
            Timeout = 3,
            // Not the driver's own: it asks the server to cancel and waits for that answer without a limit.
            CommandTimeout = 0,
            KeepAlive = 5,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 5,
            TcpKeepAliveInterval = 1,
            Enlist = false,
            // Nothing is set on a connection that its next user would have to be rid of.
            NoResetOnClose = true,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ToString());
        builder.UsePhysicalConnectionInitializer(Demand, DemandAsync);
        _source = builder.Build();
    }

    /// <exception cref="JournalUnavailableException">The server does not answer, or a setting of it could lose an acknowledged command.</exception>
    public async ValueTask<NpgsqlConnection> Connect(CancellationToken cancellation)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellation);
        }
        catch (Exception failure) when (IsOutage(failure, cancellation))
        {
            throw Unavailable(failure);
        }
    }

    /// <summary>Reads rows; one that meets a connection gone stale asks again on a fresh one.</summary>
    public async ValueTask<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        for (var first = true; ; first = false)
        {
            try
            {
                return await InTime(TryRows(sql, read, parameters, cancellation));
            }
            catch (NpgsqlException failure) when (first && failure.IsTransient && failure is not PostgresException)
            {
                _source.Clear();
            }
            catch (Exception failure) when (IsOutage(failure, cancellation))
            {
                throw Unavailable(failure);
            }
        }
    }

    /// <summary>Waits for an answer as long as anyone would; what comes later is not waited for.</summary>
    public static async Task<T> InTime<T>(Task<T> answer) => await answer.WaitAsync(Patience, TimeProvider.System);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public static JournalUnavailableException Unavailable(Exception failure) => new($"PostgreSQL: {failure.Message}", failure);

    public static bool IsOutage(Exception failure, CancellationToken cancellation) =>
        failure is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException or InvalidOperationException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static void Demand(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(DurabilitySettings, connection);
        using var reader = command.ExecuteReader();
        while (reader.Read()) Demand(reader.GetString(0), reader.GetString(1));
    }

    private static async Task DemandAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(DurabilitySettings, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) Demand(reader.GetString(0), reader.GetString(1));
    }

    private static void Demand(string setting, string value)
    {
        if (value == "off") throw new JournalUnavailableException($"PostgreSQL runs with {setting} = off: an acknowledged command could be lost. Switch it on.");
    }

    private async Task<List<T>> TryRows<T>(
        string sql, Func<NpgsqlDataReader, T> read, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }
}
