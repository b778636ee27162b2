using Eoc.Picture.Framing;

namespace Eoc.Picture.Watching;

/// <summary>How far a viewer is in one channel. That is all that is kept for it: a viewer has no queue, it takes what is due when it is ready.</summary>
internal sealed class Cursor(PictureChannel channel, long sequence)
{
    private long _positionsTold = channel.PositionsTold;
    private Snapshot? _snapshot;
    private int _part;

    public PictureChannel Channel => channel;

    /// <summary>The last frame given; 0 asks for a snapshot.</summary>
    public long Sequence { get; private set; } = sequence;

    /// <summary>Whether there is anything to give. Before its first frame a channel has nothing to go on from.</summary>
    public bool IsBehind => Sequence != channel.Sequence;

    /// <summary>Adds what is due, as long as there is room; returns how many positions were passed over.</summary>
    public long Fill(PreparedFrame frame, long now, int room)
    {
        // Facts it has not seen are forgotten, or too many for one message: it begins anew rather than guess.
        if (Sequence > 0 && IsBehind && !channel.CanBeFollowedFrom(Sequence)) Sequence = 0;
        if (Sequence == 0) FillSnapshot(frame, now, room);
        return Sequence > 0 && IsBehind && frame.Length < room && channel.CanBeFollowedFrom(Sequence) ? FillFollowing(frame, now) : 0;
    }

    /// <summary>Gives back what it holds.</summary>
    public void Release()
    {
        for (; _snapshot is not null && _part < _snapshot.Parts.Count; _part++) _snapshot.Parts[_part].Release();
        _snapshot = null;
    }

    private void FillSnapshot(PreparedFrame frame, long now, int room)
    {
        _snapshot ??= channel.Snapshot(now);
        while (_part < _snapshot.Parts.Count && frame.Length < room) frame.Add(_snapshot.Parts[_part++]);
        if (_part < _snapshot.Parts.Count) return;
        (Sequence, _positionsTold) = (_snapshot.Sequence, _snapshot.PositionsTold);
        (_snapshot, _part) = (null, 0);
    }

    private long FillFollowing(PreparedFrame frame, long now)
    {
        var passedOver = 0L;
        if (channel.Kept(Sequence + 1) is null) frame.Add(CatchUp(now, out passedOver));
        else for (var next = Sequence + 1; next <= channel.Sequence; next++) frame.Add(channel.Kept(next)!.Hold());
        (Sequence, _positionsTold) = (channel.Sequence, channel.PositionsTold);
        return passedOver;
    }

    private SharedBytes CatchUp(long now, out long passedOver)
    {
        var frame = channel.CatchUp(Sequence, now, out var positions);
        passedOver = Math.Max(0, channel.PositionsTold - _positionsTold - positions);
        return frame;
    }
}
