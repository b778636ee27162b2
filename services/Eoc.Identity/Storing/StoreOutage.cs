using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eoc.Identity.Storing;

/// <summary>The store cannot be reached.</summary>
internal static class StoreOutage
{
    public const string Words = "Accounts and sessions cannot be reached; try again.";

    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Full = 13;

    /// <summary>Whether the store was away, rather than the question wrong. EF wraps what the driver says.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        NpgsqlException { IsTransient: true } or TimeoutException => true,
        SqliteException { SqliteErrorCode: Busy or Locked or IoError or Full } => true,
        _ => Is(failure.InnerException),
    };
}
