namespace Eoc.Picture.Framing;

/// <summary>
/// The changes of a channel's late frames, as encoded, within a bound: what a viewer that fell behind, or comes back, is given. Positions need no
/// history: the columns know what has moved since when.
/// </summary>
internal sealed class FactHistory(int maxBytes)
{
    private readonly Queue<(long Sequence, byte[] Changes)> _frames = new();
    private int _bytes;

    /// <summary>Whoever holds this sequence or a later one can be told all that came after it.</summary>
    public long Horizon { get; private set; }

    public void Remember(long sequence, ReadOnlySpan<byte> changes)
    {
        _frames.Enqueue((sequence, changes.ToArray()));
        _bytes += changes.Length;
        while (_bytes > maxBytes)
        {
            var (forgotten, bytes) = _frames.Dequeue();
            _bytes -= bytes.Length;
            Horizon = forgotten;
        }
    }

    /// <summary>Writes all changes after a sequence, in order.</summary>
    public void WriteAfter(long sequence, ByteBuilder body)
    {
        foreach (var frame in _frames)
            if (frame.Sequence > sequence) body.Raw(frame.Changes);
    }
}
