using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Eoc.Identity.Storing;

/// <summary>Which store, from the settings.</summary>
internal static class StoreOptions
{
    // Sign-ins and one look a half second: a small share of what the server's connections are.
    private const int MostConnections = 10;

    public static void Use(this DbContextOptionsBuilder options, IdentitySettings settings)
    {
        if (settings.ConnectionString is { } connection) options.UseNpgsql(Capped(connection));
        else options.UseSqlite(File(settings.DataFolder));
    }

    private static string Capped(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "eoc identity" };
        builder.MaxPoolSize = Math.Min(builder.MaxPoolSize, MostConnections);
        return builder.ConnectionString;
    }

    private static string File(string folder)
    {
        Directory.CreateDirectory(folder);
        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "identity.db") }.ConnectionString;
    }
}
