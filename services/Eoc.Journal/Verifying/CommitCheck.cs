using Eoc.Journal.Chaining;
using Eoc.Journal.Witnessing;

namespace Eoc.Journal.Verifying;

/// <summary>Follows every writer commit by commit: an entry removed without a trace in its stream is missing here.</summary>
internal sealed class CommitCheck(Witnessed witnessed, Action<Finding> report)
{
    private Guid _writer;
    private long _number;
    private byte[] _hash = [];

    public long Commits { get; private set; }

    public void Next(AuditedCommit commit)
    {
        Commits++;
        if (commit.Writer != _writer) EndWriter(commit.Writer);
        if (commit.Number > _number + 1) ReportMissing(commit.Number - 1, "A later commit of the writer is there");
        if (commit.Number == _number + 1 && !CommitHash.Compute(_hash, commit.Writer, commit.Number, commit.Entries).AsSpan().SequenceEqual(commit.Hash))
            report(new(FindingKind.AlteredCommit, $"{_writer}", commit.Number, "Its entries and its predecessor do not give its hash."));
        if (witnessed.SawCommit(commit.Writer, commit.Number, out var hash) && !hash.AsSpan().SequenceEqual(commit.Hash))
            report(new(FindingKind.AlteredCommit, $"{_writer}", commit.Number, "The witness saw another hash."));
        (_number, _hash) = (commit.Number, commit.Hash);
    }

    public void Missing(Guid writer, long number) => report(new(FindingKind.MissingCommit, $"{writer}", number, "Entries of it are there."));

    public void End()
    {
        EndWriter(Guid.Empty);
        foreach (var (writer, number) in witnessed.WritersNotSeen)
            report(new(FindingKind.MissingCommit, $"{writer}", number, "It was witnessed; no commit of its writer is there."));
    }

    private void ReportMissing(long last, string why) =>
        report(new(FindingKind.MissingCommit, $"{_writer}", _number + 1, last == _number + 1 ? $"{why}." : $"{why}; missing up to {last}."));

    private void EndWriter(Guid next)
    {
        if (witnessed.LastCommitOf(_writer) > _number) ReportMissing(witnessed.LastCommitOf(_writer), "A witness saw it, or one after it");
        (_writer, _number, _hash) = (next, 0, []);
    }
}
