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
        return ComputeFromDataHash(previous, header, stream, dataHash);
    }

    public static byte[] ComputeFromDataHash(ReadOnlySpan<byte> previous, FactHeader header, string stream, ReadOnlySpan<byte> dataHash)
    {
        var agency = header.Agency.ToString();
        var size = FixedSize + 3 * (stream.Length + header.Type.Length + header.Actor.Length + agency.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var input = new HashInput(buffer);
        input.Byte(Form);
        input.Bytes(previous);
        input.Id(header.Id.Value);
        input.Text(stream);
        input.Number(header.Version);
        input.Text(header.Type);
        input.Text(header.Actor);
        input.Text(agency);
        input.Number(Microseconds.From(header.OccurredAt));
        input.Number((long)header.Source);
        input.Number(Microseconds.From(header.RecordedAt));
        input.Id(header.Command.Value);
        input.Bytes(dataHash);
        var hash = SHA256.HashData(input.Written);
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }
}
