using System.Threading.Tasks.Sources;

namespace Eoc.Picture.Watching;

/// <summary>
/// One waits, anybody rings; who rings runs the waiter then and there. So a tick serves hundreds of viewers one after the other on its own thread:
/// to hand each to a thread of the pool costs more than what is then done for it. A ring that nobody waits for is remembered, once.
/// </summary>
internal sealed class Doorbell : IValueTaskSource
{
    private const int Quiet = 0;
    private const int Awaited = 1;
    private const int Rung = 2;

    private ManualResetValueTaskSourceCore<bool> _answer;
    private int _state;

    /// <summary>There is something. Runs the waiter, so never under a lock.</summary>
    public void Ring()
    {
        // Who finds it awaited takes it down itself, so that no second ring answers the same wait.
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == Rung) return;
            var next = state == Awaited ? Quiet : Rung;
            if (Interlocked.CompareExchange(ref _state, next, state) != state) continue;
            if (state == Awaited) _answer.SetResult(true);
            return;
        }
    }

    /// <summary>Done at the next ring, or at once when there was one. For one waiter.</summary>
    public ValueTask Wait()
    {
        _answer.Reset();
        var wait = new ValueTask(this, _answer.Version);
        if (Interlocked.CompareExchange(ref _state, Awaited, Quiet) == Quiet) return wait;
        Volatile.Write(ref _state, Quiet);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token) => _answer.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);
}
