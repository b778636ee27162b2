using System.Buffers;

namespace Eoc.Tracking.Ingesting;

/// <summary>Rows on their way out, in an array that is lent and given back: positions come too often for each batch to leave one behind.</summary>
/// <param name="array">From the shared pool; none when there are no rows.</param>
/// <param name="length">How much of it the rows take, in bytes.</param>
internal readonly struct PackedBatch(byte[]? array, int length) : IDisposable
{
    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => length == 0;

    /// <summary>As <see cref="Contracts.Events.Positions.PositionRows" /> reads them, until this is disposed.</summary>
    public ReadOnlyMemory<byte> Rows => array.AsMemory(0, length);

    public void Dispose()
    {
        if (array is not null) ArrayPool<byte>.Shared.Return(array);
    }
}
