using Grpc.Core;

namespace Eoc.Exercises.Acting;

/// <summary>
/// Somebody with a session: the administrator, a dispatcher, a unit. What it asks it asks until it is answered: a call that found no host, or whose
/// outcome is unknown, is made again with the same command id, which takes effect once.
/// </summary>
internal sealed class Actor(Func<CancellationToken, Task<string>> signIn, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private Metadata? _headers;

    /// <summary>Makes a call; signs in before the first, and once more when the session has ended.</summary>
    /// <exception cref="RpcException">Any other failure, or no host answered for two minutes.</exception>
    public async Task<T> Ask<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellation)
    {
        var (started, renewed) = (time.GetTimestamp(), false);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await call(await Options(cancellation));
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated && _headers is not null && !renewed)
            {
                (_headers, renewed) = (null, true);
            }
            catch (RpcException e) when (IsWorthAsking(e) && time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    /// <summary>The session's headers and a deadline for one call.</summary>
    public async ValueTask<CallOptions> Options(CancellationToken cancellation)
    {
        _headers ??= new() { { "authorization", $"Bearer {await signIn(cancellation)}" } };
        return new(_headers, (time.GetUtcNow() + Deadline).UtcDateTime, cancellation);
    }

    /// <summary>Nobody there, no answer in time, or a handler that failed: whether the command took effect is unknown, and asking again is safe.</summary>
    private static bool IsWorthAsking(RpcException e) =>
        e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Unknown or StatusCode.Internal;
}
