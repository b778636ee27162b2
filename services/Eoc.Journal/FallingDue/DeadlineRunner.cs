using Eoc.Contracts.Ids;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;
using Eoc.Journal.Measuring;
using Eoc.Journal.Realms;

namespace Eoc.Journal.FallingDue;

/// <summary>
/// Fires one realm's deadlines. Whoever fires, and however often: the command id follows from the entry that set the deadline, so there is one effect.
/// </summary>
internal sealed class DeadlineRunner : ICommitObserver, IAsyncDisposable
{
    private const int AtOnce = 256;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly RealmId _realm;
    private readonly Guid _writer;
    private readonly IJournalStore _store;
    private readonly RealmClocks _clocks;
    private readonly PersistentDelivery _delivery;
    private readonly Courier _courier;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _oneDriver = new(1);
    private readonly SemaphoreSlim _oneLook = new(1);
    private readonly Lock _gate = new();
    private readonly HashSet<OwedKey> _fired = [];
    private ChoreList? _chores;
    private ITimer? _timer;
    private DateTimeOffset? _noneBefore;
    private DateTimeOffset _earliestNew = DateTimeOffset.MaxValue;
    private Task _look = Task.CompletedTask;

    public DeadlineRunner(
        RealmId realm, Guid writer, IJournalStore store, RealmClocks clocks, PersistentDelivery delivery, Courier courier, TimeProvider time) =>
        (_realm, _writer, _store, _clocks, _delivery, _courier, _time) = (realm, writer, store, clocks, delivery, courier, time);

    public void Start(ChoreList chores)
    {
        _chores = chores;
        _timer = _time.CreateTimer(_ => _ = Look(), null, TimeSpan.Zero, Beat);
    }

    /// <inheritdoc cref="IDeadlines.FireDue" />
    public async Task FireDue(DateTimeOffset upTo, CancellationToken cancellation)
    {
        // What runs by itself fires by itself, and not before its time.
        if (await _clocks.RunningNow(_realm, cancellation) is not null) return;
        await _oneDriver.WaitAsync(cancellation);
        try
        {
            while (!NothingBy(upTo) && await Earliest(upTo, cancellation) is { } deadline)
            {
                await Fire(deadline, cancellation);
                await _courier.WhenIdle(cancellation);
            }
        }
        finally
        {
            _oneDriver.Release();
        }
    }

    public void Committed(JournalCommit commit)
    {
        if (commit.Deadlines.IsEmpty) return;
        lock (_gate)
        {
            foreach (var deadline in commit.Deadlines)
            {
                if (deadline.Due < _noneBefore) _noneBefore = deadline.Due;
                if (deadline.Due < _earliestNew) _earliestNew = deadline.Due;
            }
        }
    }

    public void ChoresDone(Chores chores)
    {
        if (chores.FiredDeadlines.Count == 0) return;
        lock (_gate) _fired.ExceptWith(chores.FiredDeadlines);
    }

    public void CommittedUnseen(RealmId realm, long number)
    {
        lock (_gate) _noneBefore = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null) await _timer.DisposeAsync();
        await _stop.CancelAsync();
    }

    /// <summary>Only where no other process writes is it known that nothing is due without looking.</summary>
    private bool NothingBy(DateTimeOffset time)
    {
        lock (_gate) return _store.IsExclusive && time < _noneBefore;
    }

    private async ValueTask<OwedDeadline?> Earliest(DateTimeOffset upTo, CancellationToken cancellation)
    {
        // Also what another process has claimed: it may have died over it, and the clock must not come to that time before it has fired.
        var due = await Due(upTo, 1, _store.ReadDue, cancellation);
        return due.Count > 0 ? due[0] : null;
    }

    /// <summary>Looks for what is due by now and fires it; joins the look that is on its way.</summary>
    public Task Look()
    {
        lock (_gate) return _look.IsCompleted ? _look = LookAndFire() : _look;
    }

    private async Task LookAndFire()
    {
        await Task.Yield();
        try
        {
            if (await _clocks.RunningNow(_realm, _stop.Token) is not { } now || NothingBy(now)) return;
            foreach (var deadline in await Due(now, AtOnce, Claim, _stop.Token))
            {
                JournalMeasures.Fired(_realm, now - deadline.Due);
                _ = Fire(deadline, _stop.Token);
            }
        }
        catch (Exception failure) when (failure is JournalUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            // The next beat looks again.
        }
    }

    private async Task Fire(OwedDeadline deadline, CancellationToken cancellation)
    {
        try
        {
            await _delivery.UntilTaken(deadline.FollowUp, cancellation);
            _chores!.DeadlineFired(deadline.Key);
        }
        catch
        {
            // Not fired: the row stays, for a later look or for whoever comes next.
            lock (_gate) _fired.Remove(deadline.Key);
            throw;
        }
    }

    private ValueTask<IReadOnlyList<OwedDeadline>> Claim(DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        _store.ClaimDue(_writer, upTo, limit, cancellation);

    /// <summary>The deadlines due that are not being fired already; they count as being fired from now on.</summary>
    private async ValueTask<List<OwedDeadline>> Due(DateTimeOffset upTo, int most, ReadRows read, CancellationToken cancellation)
    {
        await _oneLook.WaitAsync(cancellation);
        try
        {
            int firing;
            lock (_gate) (firing, _earliestNew) = (_fired.Count, DateTimeOffset.MaxValue);
            var next = await _store.NextDue(cancellation) ?? DateTimeOffset.MaxValue;
            var rows = next <= upTo ? await read(upTo, most + firing, cancellation) : [];
            lock (_gate)
            {
                _noneBefore = next < _earliestNew ? next : _earliestNew;
                return [.. rows.Where(row => _fired.Add(row.Key)).Take(most)];
            }
        }
        finally
        {
            _oneLook.Release();
        }
    }

    private delegate ValueTask<IReadOnlyList<OwedDeadline>> ReadRows(DateTimeOffset upTo, int limit, CancellationToken cancellation);
}
