using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Tracing;
using Eoc.Picture.Framing;

namespace Eoc.Picture.Measuring;

/// <summary>
/// Which commands stand behind the next frame of each channel, for their traces. It is kept beside the frames and never in them: a viewer learns a
/// frame's channel and sequence, as always; who also may read the traces finds the command by these two. Under the picture's lock.
/// </summary>
internal sealed class FrameTrace(TimeProvider time)
{
    /// <summary>Half a minute of a big city's facts; a console that tells of an older frame tells of nothing.</summary>
    private const int MostRemembered = 1024;

    private readonly Dictionary<PictureChannel, List<(CommandId Command, DateTimeOffset Heard)>> _behind = [];
    private readonly Dictionary<FrameName, ToldFrame> _told = [];
    private readonly Queue<FrameName> _order = [];
    private (CommandId Command, DateTimeOffset Heard)? _applying;

    /// <summary>From here on changes come from this entry.</summary>
    public void Begin(FactHeader header)
    {
        var now = time.GetUtcNow();
        _applying = CommandTrace.IsOn && CommandTrace.IsFresh(header.RecordedAt, now) ? (header.Command, now) : null;
    }

    /// <summary>The entry is taken in.</summary>
    public void End() => _applying = null;

    /// <summary>Something of a channel changed.</summary>
    public void Touched(PictureChannel channel)
    {
        if (_applying is not { } cause) return;
        if (!_behind.TryGetValue(channel, out var causes)) _behind.Add(channel, causes = []);
        if (!causes.Exists(known => known.Command == cause.Command)) causes.Add(cause);
    }

    /// <summary>A channel's frame was made.</summary>
    public void Told(PictureChannel channel)
    {
        if (_behind.Count == 0 || !_behind.Remove(channel, out var causes)) return;
        foreach (var (command, heard) in causes)
        {
            using var span = CommandTrace.Start("picture frame", command, heard);
            span?.SetTag("eoc.channel", channel.Name).SetTag("eoc.sequence", channel.Sequence).SetTag("eoc.viewers", channel.Viewers.Count);
        }

        Remember(new(channel.Name, channel.Epoch, channel.Sequence), new(channel.Key.Need, time.GetUtcNow(), [.. causes.Select(cause => cause.Command)]));
    }

    /// <summary>What stood behind a frame of the last moments; null when nobody's command did, or when it is forgotten.</summary>
    public ToldFrame? Recall(FrameName frame) => _told.GetValueOrDefault(frame);

    private void Remember(FrameName frame, ToldFrame told)
    {
        if (_order.Count == MostRemembered) _told.Remove(_order.Dequeue());
        if (_told.TryAdd(frame, told)) _order.Enqueue(frame);
    }
}
