using System.Buffers;
using Eoc.Picture.Framing;
using Grpc.Core;

namespace Eoc.Picture.Watching;

/// <summary>
/// One message to one viewer: the shared frames of its channels and its own few bytes, laid one after the other. Each viewer has one and fills it
/// again and again.
/// </summary>
internal sealed class PreparedFrame
{
    private readonly List<SharedBytes> _frames = [];

    /// <summary>What is the viewer's own, as an entry of the message.</summary>
    public ByteBuilder Own { get; } = new();

    /// <summary>How large the message is, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => _frames.Count == 0 && Own.Length == 0;

    /// <summary>Takes over the caller's hold.</summary>
    public void Add(SharedBytes frame)
    {
        _frames.Add(frame);
        Length += frame.Length;
    }

    /// <summary>Gives the shared frames back.</summary>
    public void Clear()
    {
        foreach (var frame in _frames) frame.Release();
        _frames.Clear();
        Own.Clear();
        Length = 0;
    }

    /// <summary>Copies, never encodes.</summary>
    public void CopyTo(IBufferWriter<byte> writer)
    {
        foreach (var frame in _frames) writer.Write(frame.Span);
        writer.Write(Own.Written);
    }

    /// <summary>How gRPC writes it. The shared frames go back at once: what waits for a slow reader is the copy in its own pipe.</summary>
    public static void Serialize(PreparedFrame frame, SerializationContext context)
    {
        context.SetPayloadLength(frame.Length + frame.Own.Length);
        frame.CopyTo(context.GetBufferWriter());
        context.Complete();
        frame.Clear();
    }
}
