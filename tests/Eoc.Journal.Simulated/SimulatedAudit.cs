using Eoc.Contracts.Events;
using Eoc.Journal.Chaining;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Journal.Verifying;

namespace Eoc.Journal.Simulated;

/// <summary>What is synced of a realm, to be verified like any other record.</summary>
internal sealed class SimulatedAudit(RealmId realm, SimulatedLog log) : IJournalAudit
{
    private readonly List<SimulatedCommit> _commits = log.Read(tables => tables.Commits.OrderBy(own => own.Key).SelectMany(own => own.Value).ToList());
    private readonly List<(string Stream, StoredFact Entry)> _entries = log.Read(tables =>
        tables.Streams.SelectMany(stream => stream.Value.Select(entry => (stream.Key, entry))).ToList());

    public RealmId Realm => realm;

    public IAsyncEnumerable<AuditedEntry> Entries()
    {
        var commits = _commits.SelectMany(commit => commit.Entries.Select(entry => (entry.Header.Id, commit))).ToDictionary(pair => pair.Id, pair => pair.commit);
        return _entries.Select(entry => Audited(entry.Stream, entry.Entry, commits[entry.Entry.Header.Id])).ToAsyncEnumerable();
    }

    public IAsyncEnumerable<AuditedHead> Heads() =>
        _entries.GroupBy(entry => entry.Stream).Select(own => new AuditedHead(own.Key, own.Count(), own.Last().Entry.Hash.ToArray())).ToAsyncEnumerable();

    public IAsyncEnumerable<AuditedCommit> Commits() => _commits
        .Select(commit => new AuditedCommit(commit.Writer, commit.Number, commit.Hash, [.. commit.Entries.Select(entry => entry.Hash)])).ToAsyncEnumerable();

    public IAsyncEnumerable<(Guid Writer, long Number)> CommitsMissing() => Array.Empty<(Guid, long)>().ToAsyncEnumerable();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static AuditedEntry Audited(string stream, StoredFact entry, SimulatedCommit commit) =>
        new(HashedHeader.Of(entry.Header, stream), entry.Data.ToArray(), null, entry.Hash.ToArray(), commit.Writer, commit.Number);
}
