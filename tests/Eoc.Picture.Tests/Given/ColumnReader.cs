namespace Eoc.Picture.Tests.Given;

/// <summary>Reads one packed column of a position block, written from the proto's words alone.</summary>
internal sealed class ColumnReader(Google.Protobuf.ByteString column)
{
    private const int Announcement = 16;

    private int _bit = 8;

    /// <summary>Whether the numbers are to be added to the movement before.</summary>
    public bool IsMarked => (First & 32) != 0;

    private int Parameter => First & 31;

    private byte First => column.Length == 0 ? (byte)0 : column[0];

    public uint Next()
    {
        var ones = 0;
        while (ones < Announcement && Bit() == 1) ones++;
        return ones == Announcement ? Bits(32) : ((uint)ones << Parameter) | Bits(Parameter);
    }

    public int NextSigned()
    {
        var number = Next();
        return (int)(number >> 1) ^ -(int)(number & 1);
    }

    private uint Bits(int count)
    {
        var bits = 0u;
        for (; count > 0; count--) bits = (bits << 1) | Bit();
        return bits;
    }

    private uint Bit()
    {
        var (at, shift) = (_bit >> 3, 7 - (_bit & 7));
        _bit++;
        return at < column.Length ? (uint)(column[at] >> shift) & 1 : 0;
    }
}
