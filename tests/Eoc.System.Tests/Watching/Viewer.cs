using System.Collections.Concurrent;
using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Grpc.Core;

namespace Eoc.SystemTests.Watching;

/// <summary>
/// A console's view through one edge: it keeps what each channel told it, goes on from its tokens when the stream breaks, and never shows a gap as
/// if it were none.
/// </summary>
internal sealed class Viewer : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Desk _desk;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ChannelToken> _tokens = new();
    private readonly ConcurrentDictionary<(string Channel, EntityKind Kind, string Id), Upsert> _entities = new();
    private readonly Task _watching;

    private Viewer(Desk desk)
    {
        _desk = desk;
        _watching = Task.Run(Watch);
    }

    /// <summary>How often the stream ended without our asking.</summary>
    public int Breaks { get; private set; }

    /// <summary>Frames that did not follow on what was held; each was answered by asking anew.</summary>
    public int Gaps { get; private set; }

    public static Viewer At(Desk desk) => new(desk);

    /// <summary>I4: waits until this view is the journal's.</summary>
    public async Task Converges(ICentre centre, TimeSpan within) =>
        await Eventually.Holds("the console shows what the journal holds (I4)", within, async () => Differs(await centre.ReadJournal()));

    /// <summary>Whether an incident is shown.</summary>
    public bool Shows(Guid incident) => _entities.Keys.Any(key => key.Kind == EntityKind.Incident && key.Id == incident.ToString());

    /// <summary>Null when every unit stands as in the journal and every incident is shown, else the first difference.</summary>
    public string? Differs(JournalRecord record)
    {
        foreach (var stream in record.Streams)
        {
            var id = stream.Key.Split('/', 3)[2];
            if (stream.Key.Contains("/unit/", StringComparison.Ordinal) && DiffersUnit(id, stream.Last()) is { } unit) return unit;
            if (stream.Key.Contains("/incident/", StringComparison.Ordinal) && Find(EntityKind.Incident, id) is null) return $"incident {id} is not shown";
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private string? DiffersUnit(string id, Entry last)
    {
        if (!last.Name.StartsWith("unit.", StringComparison.Ordinal)) return null;
        var active = last.Data.GetProperty("standing").TryGetProperty("active", out var serving) ? serving.GetString()! : string.Empty;
        return Find(EntityKind.Unit, id) switch
        {
            null => $"unit {id} is not shown",
            { Unit: var view } when view.ActiveAssignment != active => $"unit {id} is shown on '{view.ActiveAssignment}', the journal has '{active}'",
            _ => null,
        };
    }

    private Upsert? Find(EntityKind kind, string id) =>
        _entities.FirstOrDefault(entity => entity.Key.Kind == kind && entity.Key.Id == id).Value;

    private async Task Watch()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Read();
                Breaks++;
            }
            catch (RpcException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (RpcException)
            {
                Breaks++;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task Read()
    {
        var request = new WatchRequest { Realm = _desk.Realm };
        request.Since.AddRange(_tokens.Values);
        using var call = new PictureStreamService.PictureStreamServiceClient(_desk.Edge).Watch(request, _desk.Headers, cancellationToken: _stop.Token);
        await foreach (var message in call.ResponseStream.ReadAllAsync(_stop.Token))
        {
            foreach (var closed in message.Viewer?.Closed ?? []) Forget(closed);
            foreach (var frame in message.Channels)
            {
                if (Take(frame)) continue;
                Gaps++;
                return;
            }
        }
    }

    /// <summary>False: something before this frame is lacking.</summary>
    private bool Take(ChannelFrame frame)
    {
        if (frame.Snapshot is { Part: 0 })
        {
            Forget(frame.Channel);
        }
        else if (frame.Snapshot is null && (!_tokens.TryGetValue(frame.Channel, out var held) || held.Epoch != frame.Epoch || held.Sequence != frame.Previous))
        {
            Forget(frame.Channel);
            return false;
        }

        foreach (var change in frame.Changes)
        {
            if (change.Upsert is { } upsert) _entities[(frame.Channel, upsert.Kind, upsert.Id)] = upsert;
            if (change.Removal is { } removal) _entities.TryRemove((frame.Channel, removal.Kind, removal.Id), out _);
        }

        if (frame.Sequence > 0) _tokens[frame.Channel] = new() { Channel = frame.Channel, Epoch = frame.Epoch, Sequence = frame.Sequence, Check = frame.Check };
        return true;
    }

    private void Forget(string channel)
    {
        _tokens.TryRemove(channel, out _);
        foreach (var key in _entities.Keys.Where(key => key.Channel == channel)) _entities.TryRemove(key, out _);
    }
}
