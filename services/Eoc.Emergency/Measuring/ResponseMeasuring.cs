using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Relaying;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Emergency.Measuring;

/// <summary>
/// Follows the units' facts: the next version is taken in, a seen one dropped, a gap read from the journal. What cannot be taken in parks its
/// stream, visibly, and the others flow. At the start, and whenever the bus has been silent, the journal's heads show what is lacking.
/// </summary>
internal sealed partial class ResponseMeasuring(IJournals journals, MeasureDatabase database, MeasureStore store, TimeProvider time, ILogger<ResponseMeasuring> log)
    : BackgroundService, IStatefulFactsReceiver, IRealmKeeper
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<StreamId, string> _parked = new();
    private readonly ConcurrentDictionary<RealmId, IReadOnlyDictionary<Guid, long>> _read = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    public string Queue => "emergency.response-times";

    /// <summary>Streams that are stopped, and why.</summary>
    public IReadOnlyDictionary<StreamId, string> Parked => _parked;

    public async Task Receive(FactsPublished facts, CancellationToken cancellation)
    {
        var runs = facts.Facts.Select(fact => fact.ToStored()).Where(stored => stored.Header.Stream.Kind == StreamKind.Unit).GroupBy(stored => stored.Header.Stream);
        foreach (var run in runs)
            await InTurn(() => journals.IsDeleted(run.Key.Realm, facts.Writer) ? Task.CompletedTask : Take(run.Key, [.. run.OrderBy(stored => stored.Header.Version)], cancellation), cancellation);
    }

    /// <inheritdoc />
    public async Task Forget(RealmId realm, CancellationToken cancellation)
    {
        // Asked for before the first look, too, by a start that clears away.
        await database.Prepare(cancellation);
        await InTurn(() => store.Forget(realm, cancellation), cancellation);
        foreach (var stream in _parked.Keys.Where(stream => stream.Realm == realm)) _parked.TryRemove(stream, out _);
        _read.TryRemove(realm, out _);
    }

    /// <summary>Reads what every realm's journal has and this store lacks; a realm in which nothing was committed since the last time is passed over.</summary>
    public async Task CatchUp(CancellationToken cancellation)
    {
        foreach (var realm in await journals.Realms(cancellation))
        {
            if (await journals.Find(realm, cancellation) is not { } journal) continue;
            var committed = await journal.LastCommits(cancellation);
            if (_read.TryGetValue(realm, out var before) && before.Count == committed.Count && !before.Except(committed).Any()) continue;
            var seen = await store.Seen(realm, cancellation);
            foreach (var head in (await journal.Heads(cancellation)).Where(head => head.Stream.Kind == StreamKind.Unit))
            {
                var known = seen.GetValueOrDefault(head.Stream.ToString());
                if (head.Version > known) await InTurn(() => ReadLacking(journal, head.Stream, known, cancellation), cancellation);
            }

            _read[realm] = committed;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var prepared = false;
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            try
            {
                if (!prepared) await database.Prepare(stoppingToken);
                prepared = true;
                await CatchUp(stoppingToken);
            }
            catch (Exception failure) when (failure is System.Data.Common.DbException or JournalUnavailableException)
            {
                LogWaits(log, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task InTurn(Func<Task> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task Take(StreamId stream, IReadOnlyList<StoredFact> run, CancellationToken cancellation)
    {
        if (_parked.ContainsKey(stream)) return;
        try
        {
            if (await store.Take(run, cancellation)) return;
        }
        catch (Exception poison) when (poison is System.Text.Json.JsonException or FormatException or InvalidOperationException)
        {
            _parked[stream] = poison.Message;
            LogParked(log, stream, run[0].Header.Version, poison);
            return;
        }

        if (await journals.Find(stream.Realm, cancellation) is not { } journal) return;
        var seen = await store.Seen(stream.Realm, cancellation);
        await ReadLacking(journal, stream, seen.GetValueOrDefault(stream.ToString()), cancellation);
    }

    private async Task ReadLacking(IJournal journal, StreamId stream, long known, CancellationToken cancellation)
    {
        var run = await journal.Read(stream, known, cancellation);
        if (run.Count > 0) await Take(stream, run, cancellation);
    }

    [LoggerMessage(LogLevel.Error, "Stream {Stream} is parked: its entry {Version} could not be taken in. Others go on.")]
    private static partial void LogParked(ILogger logger, StreamId stream, long version, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Response times wait for their store: {Reason}")]
    private static partial void LogWaits(ILogger logger, string reason);
}
