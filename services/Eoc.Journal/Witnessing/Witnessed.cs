using System.Diagnostics.CodeAnalysis;

namespace Eoc.Journal.Witnessing;

/// <summary>What the witness knows of one realm: the last head it saw of each stream and of each writer.</summary>
internal sealed class Witnessed
{
    private readonly Dictionary<string, WitnessedHead> _streams = [];
    private readonly Dictionary<Guid, (long Number, byte[] Hash)> _writers = [];
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<Guid> _writersSeen = [];

    public DateTimeOffset? Until { get; private set; }

    /// <summary>Streams whose witnessed entry has not been come across.</summary>
    public IEnumerable<KeyValuePair<string, WitnessedHead>> NotSeen => _streams.Where(stream => !_seen.Contains(stream.Key));

    public IEnumerable<(Guid Writer, long Number)> WritersNotSeen =>
        _writers.Where(writer => !_writersSeen.Contains(writer.Key)).Select(writer => (writer.Key, writer.Value.Number));

    public void Add(WitnessRecord record)
    {
        if (record.RealmDeleted) Clear();
        Until = record.At;
        if (record.Writer != Guid.Empty) _writers[record.Writer] = (record.Number, Convert.FromHexString(record.Hash));
        foreach (var head in record.Heads) _streams[head.Stream] = head;
    }

    /// <summary>Whether a witness has seen this commit or one after it.</summary>
    public bool Covers(Guid writer, long commit) => commit <= LastCommitOf(writer);

    public long LastCommitOf(Guid writer) => _writers.TryGetValue(writer, out var last) ? last.Number : 0;

    /// <summary>The hash that was witnessed for exactly this entry; notes that it is there.</summary>
    public bool Saw(string stream, long version, [NotNullWhen(true)] out byte[]? hash)
    {
        hash = null;
        if (!_streams.TryGetValue(stream, out var head) || head.Version != version) return false;
        _seen.Add(stream);
        hash = Convert.FromHexString(head.Hash);
        return true;
    }

    /// <summary>The hash that was witnessed for exactly this commit; notes that its writer is there.</summary>
    public bool SawCommit(Guid writer, long number, [NotNullWhen(true)] out byte[]? hash)
    {
        _writersSeen.Add(writer);
        hash = _writers.TryGetValue(writer, out var last) && last.Number == number ? last.Hash : null;
        return hash is not null;
    }

    private void Clear()
    {
        _streams.Clear();
        _writers.Clear();
    }
}
