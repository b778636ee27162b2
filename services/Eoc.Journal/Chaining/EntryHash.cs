using System.Buffers;
using System.Security.Cryptography;
using Eoc.Contracts.Events;

namespace Eoc.Journal.Chaining;

/// <summary>
/// An entry's hash: SHA-256 over its predecessor's hash, its header and the SHA-256 of its data. Data can be purged by a retention order;
/// as long as its own hash is kept, the chain still verifies.
/// </summary>
internal static class EntryHash
{
    private const byte Form = 1;
    private const int FixedSize = 256;

    public static byte[] Compute(ReadOnlySpan<byte> previous, FactHeader header, string stream, ReadOnlySpan<byte> data)
    {
        Span<byte> dataHash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, dataHash);
        return Compute(previous, HashedHeader.Of(header, stream), dataHash);
    }

    public static byte[] Compute(ReadOnlySpan<byte> previous, in HashedHeader header, ReadOnlySpan<byte> dataHash)
    {
        var size = FixedSize + 3 * (header.Stream.Length + header.Type.Length + header.Actor.Length + header.Agency.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var input = new HashInput(buffer);
        input.Byte(Form);
        input.Bytes(previous);
        input.Id(header.Id);
        input.Text(header.Stream);
        input.Number(header.Version);
        input.Text(header.Type);
        input.Text(header.Actor);
        input.Text(header.Agency);
        input.Number(header.OccurredAt);
        input.Number(header.Source);
        input.Number(header.RecordedAt);
        input.Id(header.Command);
        input.Bytes(dataHash);
        var hash = SHA256.HashData(input.Written);
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }
}

/// <summary>The header as it is stored, whatever it says: also one that somebody altered has to be hashed.</summary>
internal readonly record struct HashedHeader(
    Guid Id, string Stream, long Version, string Type, string Actor, string Agency, long OccurredAt, long Source, long RecordedAt, Guid Command)
{
    public static HashedHeader Of(FactHeader header, string stream) => new(
        header.Id.Value, stream, header.Version, header.Type, header.Actor, header.Agency.ToString(), Microseconds.From(header.OccurredAt),
        (long)header.Source, Microseconds.From(header.RecordedAt), header.Command.Value);
}
