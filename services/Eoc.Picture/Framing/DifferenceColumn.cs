namespace Eoc.Picture.Framing;

/// <summary>
/// A column of movements in the making: as they are, or as their differences from each row's movement before, whichever is shorter. Who drives goes on
/// as before; of who stands, the last movement was the receiver's noise and foretells nothing.
/// </summary>
internal sealed class DifferenceColumn
{
    private const byte FromTheMovementBefore = 32;

    private readonly PackedColumn _movements = new();
    private readonly PackedColumn _turns = new();

    public void Clear()
    {
        _movements.Clear();
        _turns.Clear();
    }

    public void Add(int movement, int before)
    {
        _movements.AddSigned(movement);
        _turns.AddSigned(movement - before);
    }

    /// <summary>Writes the column as a field of a message.</summary>
    public void WriteTo(ByteBuilder message, int field)
    {
        var (movements, turns) = (_movements.Shortest(), _turns.Shortest());
        if (turns.Bits < movements.Bits) _turns.WriteTo(message, field, turns, FromTheMovementBefore);
        else _movements.WriteTo(message, field, movements);
    }
}
