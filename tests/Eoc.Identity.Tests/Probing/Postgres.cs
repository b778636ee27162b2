using Eoc.TestServers;
using Npgsql;

[assembly: AssemblyFixture(typeof(Eoc.Identity.Tests.Probing.EndOfTheRun))]

namespace Eoc.Identity.Tests.Probing;

/// <summary>What is shared by the whole run goes with it.</summary>
public sealed class EndOfTheRun : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Postgres.Stop();
}

/// <summary>A database of a test's own, on the given server or a private one. Where there is neither the test is skipped; on CI that is a failure.</summary>
internal static class Postgres
{
    private static readonly Lazy<Task<string>> Server = new(async () => PostgresServer.Given ?? await StartPrivate());

    private static PostgresServer? _private;

    public static async Task<string> NewDatabase()
    {
        if (PostgresServer.Given is null && !PostgresServer.Installed) Missing();
        var name = $"identity_{Guid.CreateVersion7():N}";
        await Run($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(await Server.Value) { Database = name }.ConnectionString;
    }

    public static async Task Drop(string database) => await Run($"DROP DATABASE {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)");

    /// <summary>Ends the private server, if one was started.</summary>
    public static ValueTask Stop() => _private?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<string> StartPrivate()
    {
        _private = await PostgresServer.StartPrivate();
        return _private.ConnectionString;
    }

    private static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(await Server.Value);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static void Missing()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("EOC_TEST_POSTGRES names no server, and none is installed.");
        Assert.Skip("EOC_TEST_POSTGRES names no server, and none is installed.");
    }
}
