using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Eoc.ServiceDefaults.Calling;

/// <summary>Says UNAVAILABLE while what a handler stands on is away, so that a caller tries again instead of taking it for a refusal or a defect.</summary>
/// <param name="isOutage">Whether a failure is that, rather than a wrong question.</param>
/// <param name="words">What is said.</param>
public sealed class OutageAnswer(Func<Exception, bool> isOutage, string words) : Interceptor
{
    /// <inheritdoc />
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (isOutage(failure))
        {
            throw Unavailable(words);
        }
    }

    /// <inheritdoc />
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception failure) when (isOutage(failure))
        {
            throw Unavailable(words);
        }
    }

    /// <summary>What the caller gets.</summary>
    public static RpcException Unavailable(string words) => new(new Status(StatusCode.Unavailable, words));
}
