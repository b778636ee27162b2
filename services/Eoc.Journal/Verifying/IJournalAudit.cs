using Eoc.Contracts.Ids;
using Eoc.Journal.Chaining;

namespace Eoc.Journal.Verifying;

/// <summary>Everything a realm's store holds, as it is and at one moment, also while it is being written. Nothing is parsed: what was altered has to be readable too.</summary>
internal interface IJournalAudit : IAsyncDisposable
{
    RealmId Realm { get; }

    /// <summary>All entries by stream and version.</summary>
    IAsyncEnumerable<AuditedEntry> Entries();

    /// <summary>All heads by stream.</summary>
    IAsyncEnumerable<AuditedHead> Heads();

    /// <summary>All commits by writer and number, with the hashes of their entries as written.</summary>
    IAsyncEnumerable<AuditedCommit> Commits();

    /// <summary>Writer and number of commits that entries name and that are not there.</summary>
    IAsyncEnumerable<(Guid Writer, long Number)> CommitsMissing();
}

/// <summary>An entry as its row has it.</summary>
internal sealed record AuditedEntry(HashedHeader Header, byte[] Data, byte[]? PurgedDataHash, byte[] Hash, Guid Writer, long Commit);

/// <summary>A stream's head as its row has it.</summary>
internal sealed record AuditedHead(string Stream, long Version, byte[] Hash);

/// <summary>A commit as its row has it, and what its entries' hashes are.</summary>
internal sealed record AuditedCommit(Guid Writer, long Number, byte[] Hash, IReadOnlyList<ReadOnlyMemory<byte>> Entries);
