namespace Eoc.Benchmarks.FanOut;

/// <summary>Counts the positions in a message as it is on the wire, without decoding it: five hundred consoles share two cores with the server.</summary>
internal static class WireRows
{
    private const int ChannelField = 1;
    private const int PositionsField = 8;
    private const int RowsField = 7;
    private const int LengthDelimited = 2;
    private const int Number = 0;

    public static int Count(ReadOnlySpan<byte> message)
    {
        var rows = 0;
        while (Next(ref message, ChannelField, out var frame))
        {
            while (Next(ref frame, PositionsField, out var block)) rows += RowsOf(block);
        }

        return rows;
    }

    private static int RowsOf(ReadOnlySpan<byte> block)
    {
        while (!block.IsEmpty)
        {
            var tag = Varint(ref block);
            if (tag == (RowsField << 3 | Number)) return (int)Varint(ref block);
            block = block[Length((int)(tag & 7), ref block)..];
        }

        return 0;
    }

    /// <summary>The next field of this number; false at the end.</summary>
    private static bool Next(ref ReadOnlySpan<byte> message, int number, out ReadOnlySpan<byte> content)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var length = Length((int)(tag & 7), ref message);
            content = message[..length];
            message = message[length..];
            if (tag >> 3 == (ulong)number && (tag & 7) == LengthDelimited) return true;
        }

        content = default;
        return false;
    }

    private static int Length(int wireType, ref ReadOnlySpan<byte> message)
    {
        switch (wireType)
        {
            case Number:
                Varint(ref message);
                return 0;
            case 1:
                return sizeof(ulong);
            case LengthDelimited:
                return (int)Varint(ref message);
            default:
                return sizeof(uint);
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        var value = 0ul;
        for (var at = 0; ; at++)
        {
            value |= (ulong)(message[at] & 0x7f) << (at * 7);
            if (message[at] >= 0x80) continue;
            message = message[(at + 1)..];
            return value;
        }
    }
}
