using System.Collections.Immutable;
using Eoc.Contracts.Events;

namespace Eoc.Journal.Appending;

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>Durable.</summary>
    /// <param name="Facts">The entries as stored.</param>
    /// <param name="Reply">The reply kept under the command id.</param>
    public sealed record Committed(ImmutableArray<StoredFact> Facts, StoredReply Reply) : AppendResult;

    /// <summary>Somebody else wrote this stream: the state the decision was made on is stale. Nothing was written.</summary>
    public sealed record VersionConflict : AppendResult;

    /// <summary>This command id has committed before. Nothing was written again.</summary>
    /// <param name="Reply">What it got then.</param>
    public sealed record CommandKnown(StoredReply Reply) : AppendResult;
}

/// <summary>The reply of a committed command.</summary>
/// <param name="RequestHash">SHA-256 of the request that got it.</param>
/// <param name="Stream">The stream that took it, as text.</param>
/// <param name="Version">The stream's version after it; 0 where it was told to have no effect, which holds for every copy of it.</param>
/// <param name="Number">The running number allotted, or null.</param>
public sealed record StoredReply(ReadOnlyMemory<byte> RequestHash, string Stream, long Version, long? Number)
{
    /// <summary>Whether the command took effect.</summary>
    public bool TookEffect => Version > 0;
}
