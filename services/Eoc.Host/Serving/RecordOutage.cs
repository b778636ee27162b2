using Eoc.Journal;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Eoc.Host.Serving;

/// <summary>
/// Says UNAVAILABLE to whoever asks for something while the record, or the silo that reads it, does not answer. Commands have an edge of their own, which
/// asks again by itself.
/// </summary>
internal sealed class RecordOutage : Interceptor
{
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

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception failure) when (Is(failure))
        {
            throw Unavailable();
        }
    }

    private static bool Is(Exception failure) => failure is JournalUnavailableException or OrleansException or TimeoutException;

    private static RpcException Unavailable() => new(new Status(StatusCode.Unavailable, "The record does not answer: ask again."));
}
