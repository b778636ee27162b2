using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Watching;
using Grpc.Core;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>Keeps a mirror of the picture by watching it, anew whenever the stream breaks.</summary>
internal sealed class RoomWatch(Clients clients, Actor gateway, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RoomMirror _mirror = new();

    /// <summary>Completes when the first picture is whole.</summary>
    public Task Whole => _whole.Task;

    /// <summary>Looks at the picture; it does not change meanwhile. Default while there is no whole one.</summary>
    public T? Look<T>(Func<RoomMirror, T> look)
    {
        lock (_gate) return _mirror.IsWhole ? look(_mirror) : default;
    }

    /// <summary>Watches until it is cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await Follow(cancellation);
            }
            catch (RpcException) when (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    private async Task Follow(CancellationToken cancellation)
    {
        var mirror = new RoomMirror();
        lock (_gate) _mirror = mirror;
        // Asking for oneself first renews a session that has ended.
        await gateway.Ask(o => clients.Sessions.GetSelfAsync(new(), o), cancellation);
        var request = new WatchRequest { Realm = RealmId.Demo.Value, Kinds = { ChannelKind.Incidents, ChannelKind.Units } };
        using var call = clients.Picture.Watch(request, (await gateway.Options(cancellation)).WithDeadline(DateTime.MaxValue));
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellation))
        {
            lock (_gate) mirror.Take(response);
            if (mirror.IsWhole) _whole.TrySetResult();
        }
    }
}
