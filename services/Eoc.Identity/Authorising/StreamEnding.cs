using Eoc.Identity.HoldingSessions;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Eoc.Identity.Authorising;

/// <summary>Ends a stream with its session, whether its handler listens to <c>Caller.Ended</c> or not.</summary>
internal sealed partial class StreamEnding(TimeProvider clock, ILogger<StreamEnding> logger)
{
    // For the handler to finish a write; together with a half second until the revocation is seen this stays under a second.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs a stream's handler.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED when the session ended first.</exception>
    public async Task Run(HeldSession session, ServerCallContext context, Func<Task> handler)
    {
        session.StreamOpened();
        try
        {
            var ended = session.Caller.Ended;
            await UntilEnded(handler(), context, ended);
            if (ended.IsCancellationRequested) throw Gate.Unauthenticated();
        }
        finally
        {
            session.StreamClosed(clock.GetUtcNow());
        }
    }

    private async Task UntilEnded(Task work, ServerCallContext context, CancellationToken ended)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = ended.UnsafeRegister(static state => ((TaskCompletionSource)state!).SetResult(), signal);
        if (await Task.WhenAny(work, signal.Task) != work && await Task.WhenAny(work, Task.Delay(Grace, clock, CancellationToken.None)) != work)
        {
            LogDeaf(context.Method);
            _ = work.ContinueWith(static late => late.Exception, TaskScheduler.Default); // what it throws later concerns nobody
            return;
        }

        // What the handler throws because its session ended is not its failure.
        if (!ended.IsCancellationRequested) await work;
        else await work.ContinueWith(static done => done.Exception, TaskScheduler.Default);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The handler of {Method} did not stop when its session ended; the call was ended without it")]
    private partial void LogDeaf(string method);
}
