using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eoc.Identity.Storing;

/// <summary>Says UNAVAILABLE while the store cannot be reached, so that a caller tries again instead of taking it for a refusal.</summary>
internal sealed class StoreOutage : Interceptor
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Full = 13;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (Is(failure))
        {
            throw Unavailable();
        }
    }

    public static RpcException Unavailable() => new(new Status(StatusCode.Unavailable, "Accounts and sessions cannot be reached; try again."));

    /// <summary>Whether the store was away, rather than the question wrong. EF wraps what the driver says.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        NpgsqlException { IsTransient: true } or TimeoutException => true,
        SqliteException { SqliteErrorCode: Busy or Locked or IoError or Full } => true,
        _ => Is(failure.InnerException),
    };
}
