using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Grouping;
using Eoc.Journal.Measuring;
using Eoc.Journal.Tracing;

namespace Eoc.Journal.Relaying;

/// <summary>
/// Publishes this writer's commits in order, and those that dead writers left: it waits for the broker's confirm and goes on with all that gathered
/// meanwhile. It beats every second with its last number, so that who missed the last message learns of it. While the broker is away nothing is
/// lost and memory stays bounded: the journal has it all.
/// </summary>
internal sealed class Relay : ICommitObserver, IAsyncDisposable
{
    private const int ReadAtOnce = 64;
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(1);

    private readonly string _realm;
    private readonly IJournalStore _store;
    private readonly PersistentPublishing _bus;
    private readonly TimeProvider _time;
    private readonly Backlog _own;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _gate = new();
    private readonly Queue<Guid> _dead = new();
    private readonly Dictionary<Guid, long> _inherited = [];
    private ChoreList? _chores;
    private ITimer? _beat;
    private Task _run = Task.CompletedTask;
    private long _begun;
    private bool _beatDue;
    private bool _finishing;

    public Relay(RealmId realm, Guid writer, IJournalStore store, PersistentPublishing bus, TimeProvider time) =>
        (_realm, _own, _store, _bus, _time) = (realm.Value, new Backlog(writer), store, bus, time);

    public void Start(ChoreList chores)
    {
        _chores = chores;
        _beat = _time.CreateTimer(_ => BeatSoon(), null, BeatInterval, BeatInterval);
        _run = _store.Lane.Start(Run);
    }

    /// <summary>Publishes what these writers, no longer alive, have not.</summary>
    public void Inherit(IReadOnlyList<Guid> writers)
    {
        if (writers.Count == 0) return;
        lock (_gate)
        {
            foreach (var writer in writers)
                if (!_dead.Contains(writer)) _dead.Enqueue(writer);
        }

        _wake.Release();
    }

    public void Committed(JournalCommit commit)
    {
        _own.Add(commit);
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    public void ChoresDone(Chores chores)
    {
    }

    public void CommittedUnseen(RealmId realm, long number)
    {
        _own.AddUnseen(number);
        _wake.Release();
    }

    /// <summary>Publishes what is left, for as long as the caller waits, and ends. After it nothing is published from here, and others take over.</summary>
    public async Task Finish(CancellationToken patience)
    {
        Volatile.Write(ref _finishing, true);
        _wake.Release();
        try
        {
            await _run.WaitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            // The rest stays in the store.
        }

        await _stop.CancelAsync();
        _wake.Release();
        await _run;
    }

    public async ValueTask DisposeAsync()
    {
        if (_beat is not null) await _beat.DisposeAsync();
        await _stop.CancelAsync();
        _wake.Release();
        await _run;
    }

    private void BeatSoon()
    {
        JournalMeasures.Waiting(_realm, _own.Count);
        Volatile.Write(ref _beatDue, true);
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                // Without the token: a cancellable wait would go on somewhere else than it began. Stopping wakes it.
                await _wake.WaitAsync();
                _stop.Token.ThrowIfCancellationRequested();
                // A process without a bus leaves its commits to one that has.
                if (_bus.HasBus) await PublishAll();
                if (Volatile.Read(ref _finishing) && !(_bus.HasBus && _own.HasMore)) return;
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is not published is found by whoever comes next.
        }
    }

    private async Task PublishAll()
    {
        try
        {
            while (NextDead() is { } writer) await PublishLeftBy(writer);
            while (_own.HasMore && await PublishNext())
            {
            }

            if (Interlocked.Exchange(ref _beatDue, false)) await _bus.TryBeat(Beat(), _stop.Token);
        }
        catch (JournalUnavailableException)
        {
            // The next beat goes on where this ended.
        }
    }

    private Guid? NextDead()
    {
        lock (_gate) return _dead.TryDequeue(out var writer) ? writer : null;
    }

    /// <summary>What is published is marked a little later; until then this process remembers it.</summary>
    private async Task PublishLeftBy(Guid writer)
    {
        var published = Math.Max(_inherited.GetValueOrDefault(writer), await _store.ReadPublished(writer, _stop.Token));
        while (await _store.ReadCommits(writer, published, ReadAtOnce, _stop.Token) is { Count: > 0 } commits)
        {
            published = await Publish(writer, [.. commits]);
            _inherited[writer] = published;
        }
    }

    private async Task<bool> PublishNext()
    {
        await Gather();
        var commits = _own.TakeNext();
        if (commits.Count == 0) commits = [.. await _store.ReadCommits(_own.Writer, _own.Published, ReadAtOnce, _stop.Token)];
        if (commits.Count == 0) return false;
        _own.Published = await Publish(_own.Writer, commits);
        return true;
    }

    private async Task Gather()
    {
        var left = _bus.Gathering - _time.GetElapsedTime(_begun);
        if (left > TimeSpan.Zero) await Task.Delay(left, _time, CancellationToken.None);
        _begun = _time.GetTimestamp();
    }

    private async Task<long> Publish(Guid writer, List<WrittenCommit> commits)
    {
        foreach (var message in Messages.Of(_realm, writer, commits))
        {
            var began = CommandTrace.IsOn ? _time.GetUtcNow() : default;
            await _bus.UntilConfirmed(message, _stop.Token);
            if (began != default) Trace(message, began);
            _chores!.CommitsPublished(writer, message.Number);
        }

        return commits[^1].Number;
    }

    private void Trace(FactsPublished message, DateTimeOffset began)
    {
        foreach (var command in message.Facts.Where(fact => CommandTrace.IsFresh(Microseconds.ToTime(fact.RecordedAt), began)).Select(fact => fact.CausedBy).Distinct())
            CommandTrace.Start("publish", new(command), began)?.SetTag("eoc.realm", _realm).Dispose();
    }

    private FactsPublished Beat() => new() { Realm = _realm, Writer = _own.Writer, Number = _own.Published, Facts = [] };
}
