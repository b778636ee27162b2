using System.Collections.Concurrent;
using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Eoc.Exercises.Demonstrating.Watching;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>Plays a shift against the host, second by second: shows it the picture, does what it says is due, tells where the units are.</summary>
// Without a wait handle a semaphore holds nothing to dispose of, and deeds that are under way may ask it after the end.
#pragma warning disable CA1001
internal sealed partial class Performance(
    Clients clients, Ground ground, Cast cast, Prologue prologue, Chance chance, Rest rest, Func<int, bool, DateTimeOffset, bool> isEnough, TimeProvider time, ILogger logger)
#pragma warning restore CA1001
{
    private const int AtOnce = 24;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Until something moves: whoever has just started the host waits for it.</summary>
    private static readonly TimeSpan FirstTick = TimeSpan.FromMilliseconds(200);

    private readonly Occurrences _occurrences = new(ground, chance);
    private readonly Wayfinding _wayfinding = new(clients, cast.Gateway);
    private readonly DeedCommands _commands = new(clients, cast, chance, time);
    private readonly RoomWatch _watch = new(clients, cast.Gateway, time);
    private readonly Presence _presence = new(clients, cast.Gateway, rest);
    private readonly ConcurrentQueue<Action> _results = new();
    private readonly SemaphoreSlim _lanes = new(AtOnce);
    private readonly Shift _shift = new(ground, chance);
    private Task _awakening = Task.CompletedTask;
    private HashSet<UnitId>? _spokenFor;
    private bool _awake;
    private DateTimeOffset _next;
    private int _number;
    private bool _asleep;
    private bool _enough;

    /// <summary>Plays until it is cancelled, or has played enough.</summary>
    /// <param name="rehearsing">The hour before.</param>
    /// <param name="readying">What else has to be done before the first call comes.</param>
    /// <param name="moving">Called when the first unit is under way.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it has played enough.</returns>
    public async Task<bool> Play(Task<Rehearsed> rehearsing, Task readying, Action moving, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = _watch.Run(ending.Token);
        try
        {
            _awakening = Awaken(rehearsing, readying, ending.Token);
            await _watch.Whole.WaitAsync(cancellation);
            await Go(moving, ending.Token);
            return _enough;
        }
        finally
        {
            await ending.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Brings the city to a state as if it had been at work all along. Meanwhile those drive that have no part in that past.</summary>
    private async Task Awaken(Task<Rehearsed> rehearsing, Task readying, CancellationToken cancellation)
    {
        var rehearsed = await rehearsing;
        var spokenFor = rehearsed.History.Select(UnitOf).OfType<UnitId>().ToHashSet();
        _results.Enqueue(() => _spokenFor = spokenFor);
        await readying;
        await Relive(rehearsed.History, cancellation);
        _results.Enqueue(() => GoOn(rehearsed, spokenFor));
        LogReached(logger, "record");
    }

    private void GoOn(Rehearsed rehearsed, HashSet<UnitId> spokenFor)
    {
        foreach (var unit in spokenFor) _shift.CrewOf[unit].Appear();
        foreach (var one in rehearsed.Open) _shift.Begin(one);
        _shift.Recall(rehearsed.History);
        (_number, _next, _awake, _spokenFor) = (rehearsed.Next, _occurrences.After(time.GetUtcNow(), rehearsed.Next), true, null);
    }

    private static UnitId? UnitOf(Deed deed) => deed switch { SendDeed send => send.Unit, AdvanceDeed advance => advance.Unit, EndDeed end => end.Unit, _ => null };

    /// <summary>Does what was rehearsed: each deed after the earlier ones of its case and of its unit, all else side by side.</summary>
    private async Task Relive(ImmutableArray<Deed> history, CancellationToken cancellation)
    {
        var last = new Dictionary<string, Task>();
        foreach (var deed in history)
        {
            var names = NamesOf(deed);
            var before = names.Select(name => last.GetValueOrDefault(name) ?? Task.CompletedTask).ToArray();
            var done = After(before, deed, cancellation);
            foreach (var name in names) last[name] = done;
        }

        await Task.WhenAll(last.Values);
    }

    private async Task After(Task[] before, Deed deed, CancellationToken cancellation)
    {
        await Task.WhenAll(before);
        await Do(deed, cancellation);
    }

    private static string[] NamesOf(Deed deed) => deed switch
    {
        SendDeed send => [send.Case.Name, send.Unit.ToString()],
        AdvanceDeed advance => [advance.Unit.ToString()],
        EndDeed end => [end.Unit.ToString()],
        TakeCallDeed call => [call.Case.Name],
        OpenDeed open => [open.Case.Name],
        NoteDeed note => [note.Case.Name],
        CloseDeed close => [close.Case.Name],
        _ => [],
    };

    private async Task Go(Action moving, CancellationToken cancellation)
    {
        using var feed = new PositionFeed(clients, cast.Gateway, ground.Units);
        using var timer = new PeriodicTimer(FirstTick, time);
        do
        {
            while (_results.TryDequeue(out var result)) result();
            if (_awakening.IsFaulted) await _awakening;
            var now = time.GetUtcNow();
            await Happen(now, cancellation);
            foreach (var deed in _watch.Look(mirror => Due(mirror, now)) ?? []) _ = Perform(deed, cancellation);
            await feed.Report(_shift, now, cancellation);
            if (_enough) return;
            if (timer.Period == Tick || !_shift.Crews.Any(crew => crew.Moves(now))) continue;
            timer.Period = Tick;
            moving();
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    private IReadOnlyList<Deed> Due(RoomMirror mirror, DateTimeOffset now) =>
        _awake ? _shift.Next(mirror, now) : _spokenFor is { } spokenFor ? _shift.NextOfIdle(mirror, spokenFor, now) : [];

    /// <summary>Lets something new happen when it is time, as long as somebody looks.</summary>
    private async Task Happen(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!_awake) return;
        var looked = await _presence.SomebodyLooks(now, cancellation);
        if (!looked && !_asleep) LogAsleep(logger);
        // After a nap the city goes on where it was; after a long sleep it has to come to life again.
        var longSleep = looked && _asleep && _shift.Open.Count < rest.Few;
        if (longSleep) ComeToLife(now, cancellation);
        else if (looked && _asleep) _next = _occurrences.After(now, _number);
        _asleep = !looked;
        _enough = !longSleep && isEnough(_number, looked, TimeZoneInfo.ConvertTime(now, ground.Zone));
        if (_enough) LogEnough(logger, _number);
        if (longSleep || _asleep || _enough || now < _next) return;
        var number = _number++;
        _next = _occurrences.After(now, _number);
        _ = Begin(number, now, cancellation);
    }

    private void ComeToLife(DateTimeOffset now, CancellationToken cancellation)
    {
        LogAwake(logger);
        var busy = _watch.Look(mirror => ground.Units.Select(unit => unit.Id).Where(unit => mirror.ActiveOf(unit) is not null).ToHashSet()) ?? [];
        _awake = false;
        _awakening = Awaken(prologue.Rehearse(_number, now, busy, cancellation), Task.CompletedTask, cancellation);
    }

    private async Task Begin(int number, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var one = await prologue.Draw(number, now, cancellation);
            _results.Enqueue(() => _shift.Begin(one));
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            LogUndone(logger, "a new call", e.Message);
        }
    }

    private async Task Perform(Deed deed, CancellationToken cancellation)
    {
        try
        {
            if (deed is WayDeed way)
            {
                var drive = await _wayfinding.Way(way, cancellation);
                _results.Enqueue(() => _shift.CrewOf[way.Unit].Leave(drive, way.Errand, way.Of));
            }
            else
            {
                await Do(deed, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The demonstration ends; what was not done is not needed any more.
        }
    }

    /// <summary>Does one deed. One that is refused, or that nobody answers, is told in the log and asked for again when it is still due.</summary>
    private async Task Do(Deed deed, CancellationToken cancellation)
    {
        await _lanes.WaitAsync(cancellation);
        try
        {
            if ((await _commands.Do(deed, cancellation)).Refusal is { } refusal) LogUndone(logger, deed.Key, refusal.ToString());
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            LogUndone(logger, deed.Key, e.Message);
        }
        finally
        {
            _lanes.Release();
        }
    }

    [LoggerMessage(LogLevel.Information, "Nobody has looked at the demonstration for half an hour; nothing new happens there until somebody does.")]
    private static partial void LogAsleep(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Somebody looks at the demonstration again; it comes to life.")]
    private static partial void LogAwake(ILogger logger);

    [LoggerMessage(LogLevel.Information, "The demonstration has played {Count} incidents and begins anew with an empty record.")]
    private static partial void LogEnough(ILogger logger, int count);

    [LoggerMessage(LogLevel.Debug, "Demonstration: {What} done")]
    private static partial void LogReached(ILogger logger, string what);

    [LoggerMessage(LogLevel.Debug, "Demonstration: {What} came to nothing: {Why}")]
    private static partial void LogUndone(ILogger logger, string what, string why);
}
