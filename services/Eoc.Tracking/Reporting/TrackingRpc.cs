using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal.Realms;
using Eoc.ServiceDefaults.Calling;
using Eoc.Tracking.Telling;
using Eoc.Tracking.Terminals;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Eoc.Tracking.Reporting;

/// <summary>Positions in, and what a unit's terminal shows. Whose units a caller may report is the policy's to judge, message by message.</summary>
internal sealed class TrackingRpc(
    Ingesting.TrackedRealms realms, IRealmClocks clocks, PositionTelling telling, TerminalDesk terminals, IHostApplicationLifetime lifetime) : TrackingService.TrackingServiceBase
{
    public override async Task<ReportResponse> Report(IAsyncStreamReader<ReportRequest> requestStream, ServerCallContext context)
    {
        var stream = new ReportStream(realms);
        var caller = context.GetCaller();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, caller.Ended, lifetime.ApplicationStopping);
        try
        {
            while (await requestStream.MoveNext(ended.Token))
            {
                stream.Begin(requestStream.Current);
                if (stream.Tracks!.Gone.IsCancellationRequested) throw Gone();
                stream.Take(requestStream.Current, await Now(stream.Tracks.Realm, ended.Token));
                await telling.Reported(stream.Tracks, ended.Token);
            }
        }
        catch (OperationCanceledException) when (caller.Ended.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "The session has ended."));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "This server is stopping; go on at another."));
        }

        return stream.Response;
    }

    public override Task Terminal(
        IAsyncStreamReader<TerminalRequest> requestStream, IServerStreamWriter<TerminalResponse> responseStream, ServerCallContext context) =>
        terminals.Serve(requestStream, responseStream, context);

    /// <summary>The next one is told whether there is one of that name again.</summary>
    private static RpcException Gone() => new(new Status(StatusCode.Unavailable, "The realm was deleted; report again, it may begin anew."));

    private async ValueTask<long> Now(RealmId realm, CancellationToken cancellation)
    {
        var now = await clocks.Now(realm, cancellation) ?? throw new RpcException(new Status(StatusCode.NotFound, "There is no such realm."));
        return now.ToUnixTimeMilliseconds();
    }
}
