using System.Numerics;

namespace Eoc.Picture.Framing;

/// <summary>
/// The positions of one channel's units, column by column and row by slot: what is known, and what viewers were told last, which is what the next
/// difference is taken from: the place, and the movement that led there.
/// </summary>
internal sealed class PositionColumns
{
    private const int BitsPerWord = 64;

    // A unit that stands still and says so is told again so often: a viewer must be able to tell it from one that has fallen silent.
    private const long RetellAfterMilliseconds = 30_000;

    private readonly Stack<int> _free = new();
    private int _rows;
    private int[] _latitude = [];
    private int[] _longitude = [];
    private long[] _fixedAt = [];
    private int[] _toldLatitude = [];
    private int[] _toldLongitude = [];
    private int[] _toldNorth = [];
    private int[] _toldEast = [];
    private long[] _toldFixedAt = [];

    // The frame that told it; 0 when no frame has.
    private long[] _toldBy = [];
    private ulong[] _moved = [];

    /// <summary>How many rows have something new to tell.</summary>
    public int Moved { get; private set; }

    /// <summary>Whether a unit came in whose place no frame has told: it is not left without until the next tick.</summary>
    public bool HasNewcomers { get; private set; }

    /// <summary>A row for a unit; nothing is told of it yet.</summary>
    public int Open()
    {
        if (_free.TryPop(out var slot)) return slot;
        if (_rows == _latitude.Length) Grow();
        return _rows++;
    }

    /// <summary>The unit has left; another may take the row.</summary>
    public void Close(int slot)
    {
        if (IsMarked(slot)) Mark(slot, false);
        _toldBy[slot] = 0;
        _toldLatitude[slot] = _toldLongitude[slot] = 0;
        _toldNorth[slot] = _toldEast[slot] = 0;
        _toldFixedAt[slot] = 0;
        _free.Push(slot);
    }

    /// <summary>Takes a position, in millionths of a degree and Unix milliseconds.</summary>
    public void Move(int slot, int latitude, int longitude, long fixedAt)
    {
        _fixedAt[slot] = fixedAt;
        _latitude[slot] = latitude;
        _longitude[slot] = longitude;
        var isNew = _toldBy[slot] == 0;
        if (isNew) HasNewcomers = true;
        var differs = isNew || latitude != _toldLatitude[slot] || longitude != _toldLongitude[slot] || fixedAt - _toldFixedAt[slot] >= RetellAfterMilliseconds;
        if (differs != IsMarked(slot)) Mark(slot, differs);
    }

    /// <summary>Writes what moved since the last frame, as differences, and takes it as told by this one.</summary>
    /// <returns>How many rows.</returns>
    public int TellMoved(PositionBlockWriter writer, long frame)
    {
        var rows = Moved;
        for (var word = 0; word < _moved.Length; word++)
        {
            for (var bits = _moved[word]; bits != 0; bits &= bits - 1) Tell(writer, word * BitsPerWord + BitOperations.TrailingZeroCount(bits), frame);
            _moved[word] = 0;
        }

        (Moved, HasNewcomers) = (0, false);
        return rows;
    }

    /// <summary>Writes every row that a frame after this one has told, in full.</summary>
    /// <returns>How many rows.</returns>
    public int TellSince(PositionBlockWriter writer, long frame, long now)
    {
        var rows = 0;
        for (var slot = 0; slot < _rows; slot++)
        {
            if (_toldBy[slot] <= frame || _toldBy[slot] == 0) continue;
            writer.AbsoluteRow(slot, new(_toldLatitude[slot], _toldLongitude[slot], _toldNorth[slot], _toldEast[slot], (now - _fixedAt[slot]) / 1000));
            rows++;
        }

        return rows;
    }

    private void Tell(PositionBlockWriter writer, int slot, long frame)
    {
        var (north, east) = (_latitude[slot] - _toldLatitude[slot], _longitude[slot] - _toldLongitude[slot]);
        writer.Row(slot, north, east, _toldNorth[slot], _toldEast[slot]);
        // To come from nowhere is no movement: nothing follows from it for the next.
        (_toldNorth[slot], _toldEast[slot]) = _toldBy[slot] == 0 ? (0, 0) : (north, east);
        (_toldLatitude[slot], _toldLongitude[slot], _toldFixedAt[slot], _toldBy[slot]) = (_latitude[slot], _longitude[slot], _fixedAt[slot], frame);
    }

    private bool IsMarked(int slot) => (_moved[slot / BitsPerWord] & (1ul << (slot % BitsPerWord))) != 0;

    private void Mark(int slot, bool moved)
    {
        _moved[slot / BitsPerWord] ^= 1ul << (slot % BitsPerWord);
        Moved += moved ? 1 : -1;
    }

    private void Grow()
    {
        var rows = Math.Max(BitsPerWord, _rows * 2);
        Array.Resize(ref _latitude, rows);
        Array.Resize(ref _longitude, rows);
        Array.Resize(ref _fixedAt, rows);
        Array.Resize(ref _toldLatitude, rows);
        Array.Resize(ref _toldLongitude, rows);
        Array.Resize(ref _toldNorth, rows);
        Array.Resize(ref _toldEast, rows);
        Array.Resize(ref _toldFixedAt, rows);
        Array.Resize(ref _toldBy, rows);
        Array.Resize(ref _moved, rows / BitsPerWord);
    }
}
