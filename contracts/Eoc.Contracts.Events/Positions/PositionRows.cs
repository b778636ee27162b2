using System.Buffers.Binary;
using System.Text;

namespace Eoc.Contracts.Events.Positions;

/// <summary>One unit's position.</summary>
/// <param name="UnitLength">How many characters of the caller's text are the unit's id.</param>
/// <param name="Latitude">Millionths of a degree, northwards.</param>
/// <param name="Longitude">Millionths of a degree, eastwards.</param>
/// <param name="FixedAt">When it was fixed, the realm's time, Unix milliseconds.</param>
public readonly record struct PositionRow(int UnitLength, int Latitude, int Longitude, long FixedAt);

/// <summary>
/// Reads the rows of a batch without allocating. A row is: the length of the unit's id (1 byte), the id in ASCII, latitude and longitude in
/// millionths of a degree (4 bytes each, little-endian), and when it was fixed (8 bytes, Unix milliseconds). A row that is cut short ends the reading.
/// </summary>
public ref struct PositionRows(ReadOnlySpan<byte> rows)
{
    /// <summary>An agency, a slash, a slug.</summary>
    public const int LongestUnit = 65;

    private const int FixedPart = 16;

    private ReadOnlySpan<byte> _rest = rows;

    /// <summary>How many bytes a row of a unit with this id takes.</summary>
    public static int SizeOf(string unit) => 1 + unit.Length + FixedPart;

    /// <summary>Writes one row; returns how many bytes that took.</summary>
    /// <param name="destination">Room for <see cref="SizeOf" /> bytes.</param>
    /// <param name="unit">The unit's id.</param>
    /// <param name="latitude">Millionths of a degree.</param>
    /// <param name="longitude">Millionths of a degree.</param>
    /// <param name="fixedAt">Unix milliseconds.</param>
    public static int Write(Span<byte> destination, string unit, int latitude, int longitude, long fixedAt)
    {
        destination[0] = (byte)unit.Length;
        Encoding.ASCII.GetBytes(unit, destination[1..]);
        var numbers = destination[(1 + unit.Length)..];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, latitude);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], longitude);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], fixedAt);
        return SizeOf(unit);
    }

    /// <summary>Reads the next row; false at the end.</summary>
    /// <param name="unit">Room for <see cref="LongestUnit" /> characters; gets the unit's id.</param>
    /// <param name="row">The row.</param>
    public bool Next(scoped Span<char> unit, out PositionRow row)
    {
        row = default;
        if (_rest.IsEmpty) return false;
        var length = _rest[0];
        if (length > LongestUnit || _rest.Length < 1 + length + FixedPart) return false;
        Encoding.ASCII.GetChars(_rest.Slice(1, length), unit);
        var numbers = _rest.Slice(1 + length, FixedPart);
        row = new(
            length, BinaryPrimitives.ReadInt32LittleEndian(numbers), BinaryPrimitives.ReadInt32LittleEndian(numbers[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(numbers[8..]));
        _rest = _rest[(1 + length + FixedPart)..];
        return true;
    }
}
