using System.Collections.Concurrent;
using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Commanding;

namespace Eoc.SystemTests.Loading;

/// <summary>
/// Dispatchers at work: each takes a call, opens an incident from it, sends whatever unit it can get, brings it to the scene and clears it, over and
/// over. They share the units, so they race for them. Everything they saw goes into the history.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Some = 30;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Attempt> _history = new();
    private readonly List<Task> _dispatchers;
    private readonly string[] _units;

    private Load(Desk desk, string[] units, int dispatchers)
    {
        _units = units;
        _dispatchers = [.. Enumerable.Range(0, dispatchers).Select(number => Task.Run(() => Work(desk.At(number), new Random(number))))];
    }

    /// <summary>Every command that was answered or given up, in the order of the answers.</summary>
    public IReadOnlyList<Attempt> History => [.. _history];

    public static Load Begin(Desk desk, string[] units, int dispatchers = 6) => new(desk, units, dispatchers);

    /// <summary>How many commands were acknowledged up to now.</summary>
    public int Acknowledged => _history.Count(attempt => attempt.Outcome is not null);

    /// <summary>Waits until it has done something more, so that what comes next hits work in flight.</summary>
    public async Task IsAtWork()
    {
        var before = Acknowledged;
        await Running.Eventually.Holds("the load goes on", TimeSpan.FromSeconds(60), async () =>
        {
            // A dispatcher who got an answer that no client may get has left: the reason is the failure.
            foreach (var left in _dispatchers.Where(dispatcher => dispatcher.IsFaulted))
            {
                await left;
            }

            return Acknowledged - before >= Some ? null : $"{Acknowledged - before} acknowledged";
        });
    }

    /// <summary>No new work; what was begun is carried to its answer.</summary>
    public async Task<IReadOnlyList<Attempt>> End()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_dispatchers).WaitAsync(TimeSpan.FromSeconds(90));
        return History;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private async Task Work(Desk desk, Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            var (call, incident, assignment) = (Id(), Id(), Id());
            if (!await Did(desk.TakeCall(call)) || !await Did(desk.OpenIncident(incident, call))) continue;
            await Did(desk.Note(incident, $"note-{Id()}"));
            var unit = _units[random.Next(_units.Length)];
            if (await Did(desk.Dispatch(unit, incident, assignment))) await Serve(desk, unit, assignment);
        }
    }

    private async Task Serve(Desk desk, string unit, Guid assignment)
    {
        await Did(desk.Advance(unit, assignment, AssignmentStep.EnRoute));
        await Did(desk.Advance(unit, assignment, AssignmentStep.OnScene));
        await Did(desk.End(unit, assignment));
    }

    private async Task<bool> Did(Task<Attempt> sent)
    {
        var attempt = await sent;
        _history.Enqueue(attempt);
        await Task.Delay(Breath, TimeProvider.System);
        return attempt.IsAccepted;
    }

    private static Guid Id() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
