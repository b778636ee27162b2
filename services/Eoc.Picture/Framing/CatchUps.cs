using System.Numerics;

namespace Eoc.Picture.Framing;

/// <summary>
/// Frames for viewers further behind than the kept frames: all changes they missed, in order, and the places of all units that moved meanwhile, in
/// full. The position block is made for a few distances and shared, so that a hundred slow viewers cost little more than ten.
/// </summary>
internal sealed class CatchUps(PictureChannel channel, FrameComposer composer)
{
    private const int StepsPerDoubling = 8;

    private readonly Dictionary<long, Block> _blocks = [];
    private readonly ByteBuilder _block = new();
    private long _sequence;

    private sealed record Block(byte[] Bytes, long Rows);

    /// <param name="since">What the viewer holds; not before the history's horizon.</param>
    /// <param name="now">The realm's time, Unix milliseconds.</param>
    /// <param name="positions">How many positions the frame has.</param>
    public SharedBytes After(long since, long now, out long positions)
    {
        var block = BlockAfter(Coarse(since), now);
        positions = block.Rows;
        composer.Body.Clear();
        channel.History.WriteAfter(since, composer.Body);
        composer.Body.Raw(block.Bytes);
        return composer.Following(channel, channel.Sequence, since);
    }

    private Block BlockAfter(long since, long now)
    {
        if (_sequence != channel.Sequence) _blocks.Clear();
        _sequence = channel.Sequence;
        if (_blocks.TryGetValue(since, out var known)) return known;
        return _blocks[since] = MakeBlock(since, now);
    }

    private Block MakeBlock(long since, long now)
    {
        composer.Positions.Begin();
        var rows = channel.Columns.TellSince(composer.Positions, since, now);
        _block.Clear();
        if (rows > 0) composer.Positions.End(_block, absolute: true, now);
        return new(_block.Written.ToArray(), rows);
    }

    // Places in full may be given twice without harm, so the distance is rounded up, by an eighth at most.
    private long Coarse(long since)
    {
        var distance = channel.Sequence - since;
        var step = Math.Max(1, (1L << BitOperations.Log2((ulong)distance)) / StepsPerDoubling);
        return Math.Max(0, channel.Sequence - (distance + step - 1) / step * step);
    }
}
