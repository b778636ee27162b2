using System.Security.Cryptography;
using Eoc.Journal.Chaining;
using Eoc.Journal.Witnessing;

namespace Eoc.Journal.Verifying;

/// <summary>
/// Follows every stream entry by entry. After a wrong entry it goes on with the hash that is stored, so that only that entry is named and not all
/// after it.
/// </summary>
internal sealed class StreamCheck(Witnessed witnessed, Action<Finding> report)
{
    private readonly Dictionary<string, (long Version, byte[] Hash)> _last = [];
    private string _stream = string.Empty;
    private long _version;
    private byte[] _hash = [];

    public long Entries { get; private set; }

    public long NotWitnessed { get; private set; }

    public void Next(AuditedEntry entry)
    {
        Entries++;
        var header = entry.Header;
        if (header.Stream != _stream) (_stream, _version, _hash) = (header.Stream, 0, []);
        if (header.Version > _version + 1) ReportMissing(_stream, _version + 1, header.Version - 1, "A later entry of the stream is there");
        // Where the predecessor is missing its hash is unknown, and this entry's cannot be checked.
        if (header.Version == _version + 1 && !IsAsHashed(entry)) report(new(FindingKind.AlteredEntry, _stream, header.Version, "Its content does not give its hash."));
        CheckWitness(entry);
        (_version, _hash) = (header.Version, entry.Hash);
        _last[_stream] = (_version, _hash);
        if (!witnessed.Covers(entry.Writer, entry.Commit)) NotWitnessed++;
    }

    public void Head(AuditedHead head)
    {
        _last.Remove(head.Stream, out var last);
        if (head.Version > last.Version) ReportMissing(head.Stream, last.Version + 1, head.Version, "The stream's head is not before it");
        if (last.Version > head.Version || (last.Version == head.Version && !head.Hash.AsSpan().SequenceEqual(last.Hash)))
            report(new(FindingKind.AlteredHead, head.Stream, head.Version, "It is not the stream's last entry."));
    }

    /// <summary>Streams that have entries and no head, and streams that only the witness knows.</summary>
    public void End()
    {
        foreach (var (stream, last) in _last) report(new(FindingKind.AlteredHead, stream, last.Version, "The stream has entries and no head."));
        foreach (var (stream, head) in witnessed.NotSeen)
            report(new(FindingKind.MissingEntry, stream, head.Version, "It was witnessed and is not there."));
    }

    private void ReportMissing(string stream, long first, long last, string why) =>
        report(new(FindingKind.MissingEntry, stream, first, last == first ? $"{why}." : $"{why}; missing up to {last}."));

    private bool IsAsHashed(AuditedEntry entry)
    {
        var dataHash = entry.PurgedDataHash is { } kept && entry.Data.Length == 0 ? kept : SHA256.HashData(entry.Data);
        return EntryHash.Compute(_hash, entry.Header, dataHash).AsSpan().SequenceEqual(entry.Hash);
    }

    private void CheckWitness(AuditedEntry entry)
    {
        if (!witnessed.Saw(entry.Header.Stream, entry.Header.Version, out var hash) || hash.AsSpan().SequenceEqual(entry.Hash)) return;
        report(new(FindingKind.AlteredEntry, _stream, entry.Header.Version, "The witness saw another hash."));
    }
}
