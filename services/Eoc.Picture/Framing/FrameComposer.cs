namespace Eoc.Picture.Framing;

/// <summary>
/// Puts frames together: each is a whole entry of the <c>channels</c> field, so that a message is made by laying entries one after the other. One
/// composer serves all channels of a picture, under its lock.
/// </summary>
internal sealed class FrameComposer
{
    private const byte ChannelsTag = (1 << 3) | 2;
    private const int SnapshotField = 6;

    private readonly ByteBuilder _head = new();
    private readonly ByteBuilder _part = new();

    /// <summary>The body of the frame in the making: changes, then positions.</summary>
    public ByteBuilder Body { get; } = new();

    /// <summary>The position block in the making.</summary>
    public PositionBlockWriter Positions { get; } = new();

    /// <summary>A frame that follows on another.</summary>
    public SharedBytes Following(PictureChannel channel, long sequence, long previous)
    {
        BeginHead(channel);
        _head.Field(3, (ulong)sequence);
        _head.Field(4, (ulong)previous);
        _head.Fixed32(5, channel.CheckOf(sequence));
        return Join(Body.Written);
    }

    /// <summary>Part of a snapshot; only the last carries what a viewer can go on from.</summary>
    public SharedBytes Part(PictureChannel channel, long sequence, int part, int parts, ReadOnlySpan<byte> body)
    {
        BeginHead(channel);
        if (part == parts - 1)
        {
            _head.Field(3, (ulong)sequence);
            _head.Fixed32(5, channel.CheckOf(sequence));
        }

        _part.Clear();
        _part.Field(1, (ulong)part);
        _part.Field(2, (ulong)parts);
        _head.Field(SnapshotField, _part.Written);
        return Join(body);
    }

    private void BeginHead(PictureChannel channel)
    {
        _head.Clear();
        _head.Field(1, channel.NameBytes);
        _head.Fixed64(2, channel.Epoch);
    }

    private SharedBytes Join(ReadOnlySpan<byte> body)
    {
        var length = _head.Length + body.Length;
        var lengthSize = ByteBuilder.SizeOf((ulong)length);
        var frame = SharedBytes.Rent(1 + lengthSize + length);
        var bytes = frame.ToFill();
        bytes[0] = ChannelsTag;
        WriteVarint(bytes[1..], (ulong)length);
        _head.Written.CopyTo(bytes[(1 + lengthSize)..]);
        body.CopyTo(bytes[(1 + lengthSize + _head.Length)..]);
        return frame;
    }

    private static void WriteVarint(Span<byte> bytes, ulong value)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value | 0x80);
        bytes[at] = (byte)value;
    }
}
