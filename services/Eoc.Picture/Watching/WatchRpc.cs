using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal;
using Eoc.Picture.Following;
using Eoc.Picture.Measuring;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Eoc.Picture.Watching;

/// <summary>A stream of the picture: one loop, one message at a time, until the caller goes, its session ends or the server stops.</summary>
internal sealed class WatchRpc(FollowedRealms realms, IHostApplicationLifetime lifetime, TimeProvider time) : PictureStream.Base
{
    public override async Task Watch(WatchRequest request, IServerStreamWriter<PreparedFrame> responseStream, ServerCallContext context)
    {
        var caller = context.GetCaller();
        var (realm, scope) = WatchChecks.Read(request, caller);
        var followed = await Open(realm, context.CancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, caller.Ended, followed.Gone, lifetime.ApplicationStopping);
        using var viewer = Viewer.Join(followed.Picture, scope, request.Since, time);
        // Not held for as long as the stream lasts.
        request.Since.Clear();
        try
        {
            await Send(viewer, responseStream, ended.Token);
        }
        catch (OperationCanceledException) when (caller.Ended.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "The session has ended."));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Else a stop would wait for streams that never end by themselves.
            throw new RpcException(new Status(StatusCode.Unavailable, "This server is stopping; go on at another."));
        }
        catch (OperationCanceledException) when (followed.Gone.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The realm was deleted; watch again, it may begin anew."));
        }
    }

    private static async Task Send(Viewer viewer, IServerStreamWriter<PreparedFrame> stream, CancellationToken ended)
    {
        var frame = new PreparedFrame();
        // Ending a call is much work, so whoever ends it does not run it as well.
        await using var ending = ended.UnsafeRegister(static state => ThreadPool.UnsafeQueueUserWorkItem(static viewer => viewer.Ring(), (Viewer)state!, preferLocal: false), viewer);
        try
        {
            while (true)
            {
                await viewer.Woken();
                ended.ThrowIfCancellationRequested();
                // What comes after the last that was taken rings again.
                for (var more = true; more && viewer.Take(frame); more = viewer.HasMore)
                {
                    PictureMeasures.MessageBytes.Record(frame.Length + frame.Own.Length);
                    await stream.WriteAsync(frame, ended);
                }
            }
        }
        finally
        {
            frame.Clear();
        }
    }

    private async Task<FollowedRealm> Open(RealmId realm, CancellationToken cancellation)
    {
        try
        {
            return await realms.Open(realm, cancellation) ?? throw new RpcException(new Status(StatusCode.NotFound, "There is no such realm."));
        }
        catch (JournalUnavailableException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The journal does not answer; try again."));
        }
    }
}
