using System.Collections.Frozen;
using System.Threading.RateLimiting;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal.Tracing;
using Eoc.Picture.Following;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;

namespace Eoc.Picture.Measuring;

/// <summary>
/// Joins what consoles tell of their own times to the traces of commands. A console names the frames it drew as everybody knows them, by channel and
/// sequence; this process knows which commands stood behind the frames it made itself, and says so to the collector and never to the console. Frames
/// that another process made, that are forgotten, or that the caller may not know of are passed over without a word, all alike.
/// </summary>
internal sealed class ConsoleTimesRpc(FollowedRealms realms, TimeProvider time) : ConsoleTelemetryService.ConsoleTelemetryServiceBase, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // Two for each time one may come: a page that was opened anew asks again.
    private readonly PartitionedRateLimiter<SessionId> _limits = PartitionedRateLimiter.Create<SessionId, SessionId>(session =>
        RateLimitPartition.GetTokenBucketLimiter(session, _ => new() { TokenLimit = 4, TokensPerPeriod = 2, ReplenishmentPeriod = Every }));

    public override Task<ReportTimesResponse> ReportTimes(ReportTimesRequest request, ServerCallContext context)
    {
        var (now, caller, realm) = (time.GetUtcNow(), context.GetCaller(), ConsoleTimes.Read(request));
        if (!CommandTrace.IsOn) return Task.FromResult(new ReportTimesResponse());
        using var admitted = _limits.AttemptAcquire(caller.Session);
        if (!admitted.IsAcquired) throw new RpcException(new Status(StatusCode.ResourceExhausted, "Too many reports; wait as the last answer said."));
        foreach (var command in request.Answered) Tell(command, now);
        if (request.Drawn.Count > 0 && realms.Find(realm) is { } followed) Tell(request.Drawn, followed, caller, now);
        return Task.FromResult(new ReportTimesResponse { NextAfterMs = (uint)Every.TotalMilliseconds });
    }

    public void Dispose() => _limits.Dispose();

    private static void Tell(AnsweredCommand command, DateTimeOffset now) =>
        CommandTrace.Tell("key press", CommandId.Parse(command.CommandId), Before(now, command.PressedAgoUs), Before(now, command.AnsweredAgoUs));

    private static void Tell(IEnumerable<DrawnFrame> frames, FollowedRealm followed, Caller caller, DateTimeOffset now)
    {
        var labels = caller.Labels.Select(label => label.Label).ToFrozenSet(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            if (Recall(followed, frame) is { } told && told.Need.IsMetBy(labels)) Tell(frame, told, now);
        }
    }

    private static ToldFrame? Recall(FollowedRealm followed, DrawnFrame frame)
    {
        lock (followed.Picture.Gate) return followed.Picture.Trace?.Recall(new(frame.Channel, frame.Epoch, (long)frame.Sequence));
    }

    private static void Tell(DrawnFrame frame, ToldFrame told, DateTimeOffset now)
    {
        var (arrived, drawn) = (Later(told.At, Before(now, frame.ArrivedAgoUs)), Before(now, frame.DrawnAgoUs));
        KeyValuePair<string, object?>[] tags = [new("eoc.channel", frame.Channel), new("eoc.sequence", (long)frame.Sequence)];
        foreach (var command in told.Commands)
        {
            CommandTrace.Tell("frame arrival", command, told.At, arrived, tags);
            CommandTrace.Tell("frame drawn", command, arrived, drawn, tags);
        }
    }

    /// <summary>Nothing arrives before it is sent, whatever is said.</summary>
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Before(DateTimeOffset now, uint microseconds) => now - TimeSpan.FromMicroseconds(microseconds);
}
