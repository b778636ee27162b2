using System.Buffers.Binary;

namespace Eoc.Picture.Framing;

/// <summary>Bytes in the making, in the wire format of protocol buffers; cleared and used again, so that a running picture allocates nothing for it.</summary>
internal sealed class ByteBuilder
{
    private byte[] _bytes = new byte[256];

    /// <summary>How many there are.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Varint(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>A field of bytes, text or a message; written also when empty.</summary>
    public void Field(int number, ReadOnlySpan<byte> bytes)
    {
        Varint(((uint)number << 3) | 2);
        Varint((uint)bytes.Length);
        Raw(bytes);
    }

    /// <summary>A field of so many bytes, for the caller to fill before anything else is written.</summary>
    public Span<byte> FieldToFill(int number, int length)
    {
        Varint(((uint)number << 3) | 2);
        Varint((uint)length);
        Reserve(length);
        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }

    /// <summary>A field of a whole number; left out when 0, as the format has it.</summary>
    public void Field(int number, ulong value)
    {
        if (value == 0) return;
        Varint((uint)number << 3);
        Varint(value);
    }

    public void Fixed64(int number, ulong value)
    {
        Varint(((uint)number << 3) | 1);
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += 8;
    }

    public void Fixed32(int number, uint value)
    {
        Varint(((uint)number << 3) | 5);
        Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(Length), value);
        Length += 4;
    }

    /// <summary>How many bytes a varint takes.</summary>
    public static int SizeOf(ulong value)
    {
        var size = 1;
        while ((value >>= 7) != 0) size++;
        return size;
    }

    private void Reserve(int more)
    {
        if (Length + more <= _bytes.Length) return;
        Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
    }
}
