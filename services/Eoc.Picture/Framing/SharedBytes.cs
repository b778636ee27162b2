using System.Buffers;
using System.Collections.Concurrent;

namespace Eoc.Picture.Framing;

/// <summary>
/// Encoded once, sent to many: bytes in a pooled array, counted by those who hold them and given back by the last. The counter starts at one, for
/// whoever made it.
/// </summary>
internal sealed class SharedBytes
{
    private static readonly ConcurrentQueue<SharedBytes> Spare = new();

    private byte[] _bytes = [];
    private int _holders;

    /// <summary>How many bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes; only while held.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public static SharedBytes Rent(int length)
    {
        if (!Spare.TryDequeue(out var shared)) shared = new SharedBytes();
        shared._bytes = ArrayPool<byte>.Shared.Rent(length);
        shared.Length = length;
        shared._holders = 1;
        return shared;
    }

    /// <summary>Where the maker writes; nobody else holds it yet.</summary>
    public Span<byte> ToFill() => _bytes.AsSpan(0, Length);

    public SharedBytes Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Spare.Enqueue(this);
    }
}
