using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Eoc.Contracts.Events;

namespace Eoc.Journal.Chaining;

/// <summary>A commit's hash: over the writer's previous commit and the hashes of the commit's entries in the order written, so that no entry is outside.</summary>
internal static class CommitHash
{
    private const byte Form = 2;
    private const int FixedSize = 96;
    private const int PerEntry = SHA256.HashSizeInBytes + sizeof(int);

    public static byte[] Compute(ReadOnlySpan<byte> previous, Guid writer, long number, ImmutableArray<StoredFact> entries) =>
        Compute(previous, writer, number, [.. entries.Select(entry => entry.Hash)]);

    public static byte[] Compute(ReadOnlySpan<byte> previous, Guid writer, long number, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FixedSize + entries.Count * PerEntry);
        var input = new HashInput(buffer);
        input.Byte(Form);
        input.Bytes(previous);
        input.Id(writer);
        input.Number(number);
        input.Number(entries.Count);
        foreach (var entry in entries) input.Bytes(entry.Span);
        var hash = SHA256.HashData(input.Written);
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }
}
