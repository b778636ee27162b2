namespace Eoc.Picture.Framing;

/// <summary>Writes numbers of so many bits one after the other, the highest bit of a byte first.</summary>
internal ref struct BitWriter(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;
    private ulong _pending;
    private int _pendingBits;
    private int _at;

    /// <param name="number">Has no more bits than that.</param>
    /// <param name="bits">At most 32.</param>
    public void Write(uint number, int bits)
    {
        _pending = (_pending << bits) | number;
        for (_pendingBits += bits; _pendingBits >= 8; _pendingBits -= 8) _bytes[_at++] = (byte)(_pending >> (_pendingBits - 8));
    }

    /// <summary>Fills the last byte up with zeros.</summary>
    public readonly void End()
    {
        if (_pendingBits > 0) _bytes[_at] = (byte)(_pending << (8 - _pendingBits));
    }
}
