using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Journal.Grouping;
using Microsoft.Extensions.Logging;

namespace Eoc.Journal.Witnessing;

/// <summary>
/// Swears every few seconds to how far the record has come. What the database alone cannot show, a tail cut off or a stream removed with all its
/// traces, shows against this.
/// </summary>
internal sealed partial class Witness : ICommitObserver, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly WitnessKey _key;
    private readonly WitnessFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger<Witness> _log;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<RealmId, Moved> _moved = [];

    /// <param name="folder">Where the key and the witness lie, <c>EOC_DATA</c>.</param>
    /// <param name="time">When it swears.</param>
    /// <param name="log">Where every line goes too, for an exporter to carry it away from this machine.</param>
    public Witness(string folder, TimeProvider time, ILogger<Witness> log)
    {
        Directory.CreateDirectory(folder);
        _key = WitnessKey.OpenOrCreate(folder);
        _file = WitnessFile.Open(folder, _key);
        (_time, _log) = (time, log);
        _timer = time.CreateTimer(_ => Swear(), null, Interval, Interval);
    }

    private sealed class Moved
    {
        public JournalCommit? Last { get; set; }

        public Dictionary<StreamId, WitnessedHead> Heads { get; } = [];
    }

    public void Committed(JournalCommit commit)
    {
        lock (_gate)
        {
            if (!_moved.TryGetValue(commit.Realm, out var moved)) moved = _moved[commit.Realm] = new();
            moved.Last = commit;
            foreach (var fact in commit.Facts)
                moved.Heads[fact.Header.Stream] = new(fact.Header.Stream.ToString(), fact.Header.Version, Convert.ToHexString(fact.Hash.Span));
        }
    }

    public void ChoresDone(Chores chores)
    {
    }

    /// <summary>The next commit's hash covers those that were not seen.</summary>
    public void CommittedUnseen(RealmId realm, long number)
    {
    }

    /// <summary>A realm is deleted on purpose.</summary>
    public void RealmDeleted(RealmId realm)
    {
        lock (_gate)
        {
            _moved.Remove(realm);
            Append(previous => new WitnessRecord { Previous = previous, Realm = realm.Value, At = _time.GetUtcNow(), RealmDeleted = true });
        }
    }

    /// <summary>Writes down what has moved since the last time.</summary>
    public void Swear()
    {
        lock (_gate)
        {
            foreach (var (realm, moved) in _moved) Append(previous => Record(previous, realm, moved));
            _moved.Clear();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Swear();
        _file.Dispose();
        _key.Dispose();
    }

    private void Append(Func<string, WitnessRecord> record)
    {
        try
        {
            LogLine(_file.Append(record));
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            LogFailure(failure);
        }
    }

    private WitnessRecord Record(string previous, RealmId realm, Moved moved) => new()
    {
        Previous = previous,
        Realm = realm.Value,
        At = _time.GetUtcNow(),
        Writer = moved.Last!.Writer,
        Number = moved.Last.Number,
        Hash = Convert.ToHexString(moved.Last.Hash.Span),
        Heads = [.. moved.Heads.Values],
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Line}")]
    private partial void LogLine(string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "The witness could not be written: what is recorded now can be cut off without a trace.")]
    private partial void LogFailure(Exception failure);
}
