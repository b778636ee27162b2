using System.Buffers.Binary;
using System.Text;

namespace Eoc.Journal.Chaining;

/// <summary>
/// The fixed binary form that is hashed: numbers big-endian, bytes and UTF-8 text after their length. It can never change: the hashes of
/// what is stored were made from it.
/// </summary>
internal ref struct HashInput(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Byte(byte value) => _buffer[_length++] = value;

    public void Number(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer[_length..], value);
        _length += sizeof(long);
    }

    public void Id(Guid value)
    {
        value.TryWriteBytes(_buffer[_length..], bigEndian: true, out var written);
        _length += written;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Length(value.Length);
        value.CopyTo(_buffer[_length..]);
        _length += value.Length;
    }

    public void Text(string value)
    {
        var written = Encoding.UTF8.GetBytes(value, _buffer[(_length + sizeof(int))..]);
        Length(written);
        _length += written;
    }

    private void Length(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer[_length..], value);
        _length += sizeof(int);
    }
}
