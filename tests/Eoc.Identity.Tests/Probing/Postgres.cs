using Npgsql;

namespace Eoc.Identity.Tests.Probing;

/// <summary>A database of a test's own on the given server. Without a server the test is skipped; on CI that is a failure.</summary>
internal static class Postgres
{
    public static async Task<string> NewDatabase()
    {
        var server = Environment.GetEnvironmentVariable("EOC_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server)) Missing();
        var name = $"identity_{Guid.CreateVersion7():N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public static async Task Drop(string database)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("EOC_TEST_POSTGRES"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static void Missing()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("EOC_TEST_POSTGRES names no server.");
        Assert.Skip("EOC_TEST_POSTGRES names no server.");
    }
}
