namespace Eoc.Picture.Framing;

/// <summary>Writes one <c>PositionBlock</c>: a column each for slots, latitudes and longitudes, and in full also for movements and ages. Used again and again by its one owner.</summary>
internal sealed class PositionBlockWriter
{
    private const int BlockField = 8;

    private readonly PackedColumn _slots = new();
    private readonly DifferenceColumn _latitudes = new();
    private readonly DifferenceColumn _longitudes = new();
    private readonly PackedColumn _norths = new();
    private readonly PackedColumn _easts = new();
    private readonly PackedColumn _ages = new();
    private readonly ByteBuilder _block = new();
    private uint _rows;
    private int _slot;
    private Place _above;

    /// <summary>A row in full: where it is, the movement that led there, and how many seconds ago it was fixed.</summary>
    public readonly record struct Place(int Latitude, int Longitude, int North, int East, long Age);

    public void Begin()
    {
        _slots.Clear();
        _latitudes.Clear();
        _longitudes.Clear();
        _norths.Clear();
        _easts.Clear();
        _ages.Clear();
        (_rows, _slot, _above) = (0, -1, default);
    }

    /// <summary>One row of differences, with those of the same row before; slots come in ascending order.</summary>
    public void Row(int slot, int north, int east, int northBefore, int eastBefore)
    {
        _slots.Add((uint)(slot - _slot - 1));
        _latitudes.Add(north, northBefore);
        _longitudes.Add(east, eastBefore);
        _slot = slot;
        _rows++;
    }

    /// <summary>One row in full; what is written is the difference from the row above, which keeps it short inside a cell.</summary>
    public void AbsoluteRow(int slot, Place place)
    {
        Row(slot, place.Latitude - _above.Latitude, place.Longitude - _above.Longitude, 0, 0);
        _norths.AddSigned(place.North);
        _easts.AddSigned(place.East);
        _ages.Add((uint)Math.Clamp(place.Age, 0, uint.MaxValue));
        _above = place;
    }

    /// <summary>Writes the block as a field of the frame.</summary>
    public void End(ByteBuilder frame, bool absolute, long atMilliseconds)
    {
        _block.Clear();
        _block.Field(1, (ulong)atMilliseconds);
        _block.Field(2, absolute ? 1ul : 0ul);
        _block.Field(7, _rows);
        _slots.WriteTo(_block, 8, _slots.Shortest());
        _latitudes.WriteTo(_block, 9);
        _longitudes.WriteTo(_block, 10);
        if (absolute) EndAbsolute();
        frame.Field(BlockField, _block.Written);
    }

    private void EndAbsolute()
    {
        _norths.WriteTo(_block, 11, _norths.Shortest());
        _easts.WriteTo(_block, 12, _easts.Shortest());
        _ages.WriteTo(_block, 13, _ages.Shortest());
    }
}
