using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events;

/// <summary>What stands beside every fact.</summary>
/// <param name="Id">The journal entry's id.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Type">Stored type name, <c>name/version</c>.</param>
/// <param name="Actor">The account that caused it, or <c>system</c>.</param>
/// <param name="Agency">The agency that account spoke for.</param>
/// <param name="OccurredAt">When it happened in the world, UTC, microseconds.</param>
/// <param name="Source">Where that time comes from.</param>
/// <param name="RecordedAt">When it was written, UTC, microseconds.</param>
/// <param name="Command">The command that caused it.</param>
public sealed record FactHeader(
    EventId Id, StreamId Stream, long Version, string Type, string Actor, AgencyId Agency,
    DateTimeOffset OccurredAt, OccurredSource Source, DateTimeOffset RecordedAt, CommandId Command);

/// <summary>A journal entry as stored.</summary>
/// <param name="Header">What stands beside the fact.</param>
/// <param name="Data">The fact's bytes, exactly as hashed; empty when a retention order purged them.</param>
/// <param name="Hash">SHA-256 over the predecessor's hash, the header and the SHA-256 of the data.</param>
public sealed record StoredFact(FactHeader Header, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Hash)
{
    private Fact? _fact;

    /// <summary>The fact, decoded once; null when this build does not know its type or its data was purged.</summary>
    public Fact? Fact => _fact ??= Data.IsEmpty ? null : FactCodec.Decode(Header.Type, Data.Span);
}
