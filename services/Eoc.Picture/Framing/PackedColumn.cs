using System.Numerics;

namespace Eoc.Picture.Framing;

/// <summary>
/// A column of whole numbers in the making, packed to bits as <c>PositionBlock</c> says, with the parameter that makes it shortest. Used again and again
/// by its one owner: once it has grown it allocates nothing.
/// </summary>
internal sealed class PackedColumn
{
    // So many ones announce a number in full: what is far from the others costs six bytes and not a thousand.
    private const int Announcement = 16;
    private const int FullBits = 32;

    private uint[] _numbers = new uint[64];
    private int _count;
    private uint _all;

    /// <summary>How a column is packed, and in how many bits.</summary>
    public readonly record struct Packing(int Parameter, long Bits);

    public void Clear() => (_count, _all) = (0, 0);

    public void Add(uint number)
    {
        if (_count == _numbers.Length) Array.Resize(ref _numbers, _count * 2);
        _numbers[_count++] = number;
        _all |= number;
    }

    /// <summary>A signed number, small when near zero.</summary>
    public void AddSigned(int number) => Add((uint)((number << 1) ^ (number >> 31)));

    /// <summary>Every parameter that makes a difference is tried: what costs least cannot be told from the mean when one number is far from the others.</summary>
    public Packing Shortest()
    {
        var best = new Packing(0, Bits(0));
        for (var parameter = 1; parameter < FullBits - BitOperations.LeadingZeroCount(_all); parameter++)
        {
            var bits = Bits(parameter);
            if (bits < best.Bits) best = new(parameter, bits);
        }

        return best;
    }

    /// <summary>Writes the column as a field of a message.</summary>
    /// <param name="mark">Joins the parameter in the first byte.</param>
    public void WriteTo(ByteBuilder message, int field, Packing packing, byte mark = 0)
    {
        var bytes = message.FieldToFill(field, 1 + (int)((packing.Bits + 7) / 8));
        bytes[0] = (byte)(packing.Parameter | mark);
        var writer = new BitWriter(bytes[1..]);
        foreach (var number in _numbers.AsSpan(0, _count)) Write(ref writer, number, packing.Parameter);
        writer.End();
    }

    private long Bits(int parameter)
    {
        var bits = 0L;
        foreach (var number in _numbers.AsSpan(0, _count))
        {
            var ones = number >> parameter;
            bits += ones < Announcement ? ones + 1 + parameter : Announcement + FullBits;
        }

        return bits;
    }

    private static void Write(ref BitWriter writer, uint number, int parameter)
    {
        var ones = number >> parameter;
        if (ones < Announcement)
        {
            writer.Write((1u << ((int)ones + 1)) - 2, (int)ones + 1);
            writer.Write(number & ((1u << parameter) - 1), parameter);
            return;
        }

        writer.Write((1u << Announcement) - 1, Announcement);
        writer.Write(number, FullBits);
    }
}
