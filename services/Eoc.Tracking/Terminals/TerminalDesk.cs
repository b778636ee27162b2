using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal.Realms;
using Eoc.ServiceDefaults.Calling;
using Eoc.Tracking.Ingesting;
using Eoc.Tracking.Telling;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Eoc.Tracking.Terminals;

/// <summary>Serves the terminals: each is its device's, and its device's unit is known from its session, never from what it sends.</summary>
internal sealed class TerminalDesk(
    TrackedRealms realms, Rosters rosters, IRealmClocks clocks, PositionTelling telling, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public async Task Serve(IAsyncStreamReader<TerminalRequest> requests, IServerStreamWriter<TerminalResponse> responses, ServerCallContext context)
    {
        var caller = context.GetCaller();
        if (caller.Unit is not { } unit) throw new RpcException(new Status(StatusCode.PermissionDenied, "A terminal is a unit's device."));
        var roster = await rosters.Open(caller.Realm, context.CancellationToken) ?? throw new RpcException(new Status(StatusCode.NotFound, "There is no such realm."));
        var tracks = realms.Of(caller.Realm);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, caller.Ended, tracks.Gone, lifetime.ApplicationStopping);
        var session = new TerminalSession(new(roster, caller, unit), token => Now(caller.Realm, token), time);
        roster.Changed += session.Notice;
        try
        {
            await Both(Listen(requests, session, tracks, unit, ended.Token), session.Send(responses, ended.Token), ended);
        }
        catch (OperationCanceledException) when (caller.Ended.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "The session has ended."));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "This server is stopping; go on at another."));
        }
        catch (OperationCanceledException) when (tracks.Gone.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The realm was deleted; call again, it may begin anew."));
        }
        finally
        {
            roster.Changed -= session.Notice;
        }
    }

    /// <summary>The terminal hangs up by ending its side; then the other side ends too.</summary>
    private static async Task Both(Task listening, Task sending, CancellationTokenSource ended)
    {
        var first = await Task.WhenAny(listening, sending);
        var hungUp = first == listening && listening.IsCompletedSuccessfully;
        await ended.CancelAsync();
        try
        {
            await Task.WhenAll(first, listening, sending);
        }
        catch (OperationCanceledException) when (hungUp)
        {
            // Nothing was lost: what was not sent yet is sent at the next start.
            return;
        }
    }

    private async Task Listen(
        IAsyncStreamReader<TerminalRequest> requests, TerminalSession session, RealmTracks tracks, UnitId unit, CancellationToken cancellation)
    {
        var track = tracks.Of(unit.ToString());
        while (await requests.MoveNext(cancellation))
        {
            var request = requests.Current;
            if (request.Receipt is { } receipt) session.Receive(receipt);
            if (request.Position is not { } position) continue;
            Take(tracks, track, position, await Now(tracks.Realm, cancellation));
            await telling.Reported(tracks, cancellation);
        }
    }

    /// <summary>A receiver that reports nonsense must not cut the crew off from its assignments: what makes no sense is passed over.</summary>
    private static void Take(RealmTracks tracks, UnitTrack track, TerminalPosition position, DateTimeOffset now)
    {
        if (position is not { Position: { } at, FixedAt: { } fixedAt }) return;
        var fix = new Fix(at.Latitude, at.Longitude, Math.Clamp(fixedAt.Seconds, 0, uint.MaxValue) * 1_000 + fixedAt.Nanos / 1_000_000);
        lock (tracks.Gate) tracks.Take(track, fix, now.ToUnixTimeMilliseconds());
    }

    private async ValueTask<DateTimeOffset> Now(RealmId realm, CancellationToken cancellation) =>
        await clocks.Now(realm, cancellation) ?? throw new RpcException(new Status(StatusCode.NotFound, "There is no such realm."));
}
