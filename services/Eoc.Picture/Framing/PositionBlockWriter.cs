namespace Eoc.Picture.Framing;

/// <summary>Writes one <c>PositionBlock</c>: a column each for slots, latitudes, longitudes and ages. Used again and again by its one owner.</summary>
internal sealed class PositionBlockWriter
{
    private const int BlockField = 8;

    private readonly ByteBuilder _slots = new();
    private readonly ByteBuilder _latitudes = new();
    private readonly ByteBuilder _longitudes = new();
    private readonly ByteBuilder _ages = new();
    private readonly ByteBuilder _block = new();
    private int _slot;
    private int _latitude;
    private int _longitude;

    public void Begin()
    {
        _slots.Clear();
        _latitudes.Clear();
        _longitudes.Clear();
        _ages.Clear();
        (_slot, _latitude, _longitude) = (0, 0, 0);
    }

    /// <summary>One row of differences; slots come in ascending order.</summary>
    public void Row(int slot, int latitude, int longitude)
    {
        _slots.Varint((uint)(slot - _slot));
        _latitudes.ZigZag(latitude);
        _longitudes.ZigZag(longitude);
        _slot = slot;
    }

    /// <summary>One row in full; what is written is the difference from the row above, which keeps it short inside a cell.</summary>
    public void AbsoluteRow(int slot, int latitude, int longitude, long age)
    {
        Row(slot, latitude - _latitude, longitude - _longitude);
        _ages.Varint((ulong)Math.Clamp(age, 0, uint.MaxValue));
        (_latitude, _longitude) = (latitude, longitude);
    }

    /// <summary>How large the rows so far are, about.</summary>
    public int Size => _slots.Length + _latitudes.Length + _longitudes.Length + _ages.Length;

    /// <summary>Writes the block as a field of the frame.</summary>
    public void End(ByteBuilder frame, bool absolute, long atMilliseconds)
    {
        _block.Clear();
        _block.Field(1, (ulong)atMilliseconds);
        _block.Field(2, absolute ? 1ul : 0ul);
        _block.Field(3, _slots.Written);
        _block.Field(4, _latitudes.Written);
        _block.Field(5, _longitudes.Written);
        if (_ages.Length > 0) _block.Field(6, _ages.Written);
        frame.Field(BlockField, _block.Written);
    }
}
