using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Measuring;
using Microsoft.Extensions.Logging;

namespace Eoc.Journal.Following;

/// <summary>
/// Keeps one reader at the journal's heads. The bus may lose, double and reorder: versions decide. The next version is applied, a seen one dropped;
/// a gap or a missed commit number is made good from the journal. Of a writer's last message nobody may hear, and of its next there is none when it has
/// died: so the journal is asked now and then up to where each has come. A fact that cannot be applied parks
/// its stream, visibly, and the others flow. A reader that keeps its effect in memory keeps the versions here; both are gone together.
/// </summary>
public sealed partial class RealmFollowing : IDisposable
{
    /// <summary>Longer without a word of the bus, and it counts as away.</summary>
    private static readonly TimeSpan TolerableSilence = TimeSpan.FromSeconds(2);

    /// <summary>While the bus is heard the journal is asked this often whether all of it was; a commit may be this long on its way.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly IJournal _journal;
    private readonly IReadOnlyList<StreamKind> _kinds;
    private readonly Action<StoredFact> _apply;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<StreamId, long> _versions = [];
    private readonly ConcurrentDictionary<StreamId, string> _parked = new();
    private readonly WriterNumbers _writers = new();
    private long _heard = long.MinValue;
    private long _sure = long.MinValue;
    private long _looked = long.MinValue;
    private bool _behind;

    /// <param name="journal">The realm's journal.</param>
    /// <param name="kinds">The kinds of streams that matter to the reader; others are passed over.</param>
    /// <param name="apply">Takes in one fact. Called in the order of each stream's versions, never twice for one, never concurrently.</param>
    /// <param name="time">The process's clock; only for how long it has been silent.</param>
    /// <param name="logger">Where parked streams are named.</param>
    public RealmFollowing(IJournal journal, IReadOnlyList<StreamKind> kinds, Action<StoredFact> apply, TimeProvider time, ILogger logger) =>
        (_journal, _kinds, _apply, _time, _logger) = (journal, kinds, apply, time, logger);

    /// <summary>The realm that is followed.</summary>
    public RealmId Realm => _journal.Realm;

    /// <summary>Streams that are stopped, and why.</summary>
    public IReadOnlyDictionary<StreamId, string> Parked => _parked;

    /// <summary>Facts of a type this build does not know: kept in the journal, passed over here.</summary>
    public long Unknown { get; private set; }

    /// <summary>How long ago the bus was last heard.</summary>
    public TimeSpan Silence => Since(Volatile.Read(ref _heard));

    /// <summary>How long ago the reader was last known to be at the journal's heads: by the bus, or by the journal itself.</summary>
    public TimeSpan Uncertainty => Since(Math.Max(Volatile.Read(ref _heard), Volatile.Read(ref _sure)));

    /// <summary>Reads the whole journal from where the reader is.</summary>
    /// <exception cref="JournalUnavailableException">The store does not answer; called again, it goes on.</exception>
    public Task Load(CancellationToken cancellation) => InTurn(LoadAll, cancellation);

    /// <summary>Reads what is lacking, if anything.</summary>
    /// <inheritdoc cref="Load" path="/exception" />
    public Task CatchUp(CancellationToken cancellation) => InTurn(ReadLacking, cancellation);

    /// <summary>
    /// Asks the journal whether all of it has been heard, when it is time to ask, and reads what is lacking: at once while the bus is silent, else when
    /// a commit has been too long on its way. To be called twice a second.
    /// </summary>
    /// <inheritdoc cref="Load" path="/exception" />
    public Task Look(CancellationToken cancellation) =>
        IsBusSilent || Since(_looked) >= LookInterval ? InTurn(CompareNumbers, cancellation) : Task.CompletedTask;

    /// <summary>Takes a message of the bus, or a beat.</summary>
    /// <inheritdoc cref="Load" path="/exception" />
    public Task Receive(FactsPublished message, CancellationToken cancellation) => InTurn(token => Take(message, token), cancellation);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task InTurn(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await work(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task LoadAll(CancellationToken cancellation)
    {
        var (began, committed) = (_time.GetTimestamp(), await _journal.LastCommits(cancellation));
        foreach (var kind in _kinds)
            await foreach (var stored in _journal.ReadAll(kind, cancellation)) Offer(stored);
        _writers.Read(committed);
        Volatile.Write(ref _sure, began);
    }

    private async Task CompareNumbers(CancellationToken cancellation)
    {
        var (began, committed) = (_time.GetTimestamp(), await _journal.LastCommits(cancellation));
        var waiting = _writers.Longest(committed, began, _time);
        if (_behind || waiting >= (IsBusSilent ? TimeSpan.Zero : LookInterval))
        {
            await ReadLacking(cancellation);
            _writers.Read(committed);
            _behind = false;
        }
        else if (waiting is null)
        {
            Volatile.Write(ref _sure, began);
        }

        _looked = began;
    }

    private async Task Take(FactsPublished message, CancellationToken cancellation)
    {
        var behind = _writers.Note(message) || _behind;
        // Until all of it is read: what fails here is made good with the next message or beat, though that one's number tells of no loss.
        _behind = true;
        foreach (var fact in message.Facts)
        {
            var stored = fact.ToStored();
            if (!Offer(stored)) await Read(stored.Header.Stream, cancellation);
        }

        if (behind) await ReadLacking(cancellation);
        _behind = false;
        // Only now: what made this fail must be found again by whoever looks how long it has been silent.
        Volatile.Write(ref _heard, _time.GetTimestamp());
    }

    private async Task ReadLacking(CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        foreach (var head in await _journal.Heads(cancellation))
            if (IsFollowed(head.Stream) && head.Version > VersionOf(head.Stream)) await Read(head.Stream, cancellation);
        Volatile.Write(ref _sure, began);
    }

    private async Task Read(StreamId stream, CancellationToken cancellation)
    {
        foreach (var stored in await _journal.Read(stream, VersionOf(stream), cancellation)) Offer(stored);
    }

    /// <summary>False when entries before this one are lacking.</summary>
    private bool Offer(StoredFact stored)
    {
        var (stream, version) = (stored.Header.Stream, stored.Header.Version);
        if (!IsFollowed(stream)) return true;
        var known = VersionOf(stream);
        if (version > known + 1) return false;
        if (version == known + 1) Apply(stored);
        return true;
    }

    private void Apply(StoredFact stored)
    {
        var stream = stored.Header.Stream;
        try
        {
            if (stored.Fact is null) Unknown++;
            else _apply(stored);
            _versions[stream] = stored.Header.Version;
        }
        catch (Exception failure)
        {
            _parked[stream] = $"{stored.Header.Type} at {stored.Header.Version}: {failure.Message}";
            JournalMeasures.StreamParked(Realm);
            LogParked(_logger, stream, stored.Header.Version, stored.Header.Type, failure);
        }
    }

    private bool IsBusSilent => Silence > TolerableSilence;

    private bool IsFollowed(StreamId stream) => _kinds.Contains(stream.Kind) && !_parked.ContainsKey(stream);

    private long VersionOf(StreamId stream) => _versions.GetValueOrDefault(stream);

    private TimeSpan Since(long timestamp) => timestamp == long.MinValue ? TimeSpan.MaxValue : _time.GetElapsedTime(timestamp);

    [LoggerMessage(LogLevel.Error, "Stream {Stream} is parked: its entry {Version}, {Type}, could not be applied. Others go on.")]
    private static partial void LogParked(ILogger logger, StreamId stream, long version, string type, Exception failure);
}
