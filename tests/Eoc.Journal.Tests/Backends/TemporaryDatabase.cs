using Eoc.TestServers;
using Npgsql;

namespace Eoc.Journal.Tests.Backends;

/// <summary>A database of the test's own on the server that all tests of this run share.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string?>> Server = new(FindServer);

    private readonly NpgsqlDataSource _server;
    private readonly string _name = $"eoc_{Guid.CreateVersion7():N}";

    private TemporaryDatabase(string server)
    {
        _server = NpgsqlDataSource.Create(server);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = _name }.ToString();
    }

    public string ConnectionString { get; }

    /// <summary>Skips the test where there is no server; on CI it fails.</summary>
    public static async Task<TemporaryDatabase> Create()
    {
        Demand(await Server.Value is not null);
        var database = new TemporaryDatabase((await Server.Value)!);
        await database.Run($"CREATE DATABASE {database._name}");
        return database;
    }

    /// <summary>A server for a test that kills it or wants it to be otherwise.</summary>
    public static async Task<PostgresServer> PrivateServer(params string[] settings)
    {
        Demand(PostgresServer.Installed);
        return await PostgresServer.StartPrivate(settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Run($"DROP DATABASE {_name} WITH (FORCE)");
        await _server.DisposeAsync();
    }

    private static void Demand(bool there)
    {
        const string Missing = "No PostgreSQL: set EOC_TEST_POSTGRES or install postgresql-15.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(there, Missing);
        Assert.SkipUnless(there, Missing);
    }

    private static async Task<string?> FindServer() => PostgresServer.Given
        ?? (PostgresServer.Installed ? (await PostgresServer.StartPrivate()).ConnectionString : null);

    private async Task Run(string sql)
    {
        await using var command = _server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
