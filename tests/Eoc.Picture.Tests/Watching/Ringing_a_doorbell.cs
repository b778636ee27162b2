using Eoc.Picture.Watching;

namespace Eoc.Picture.Tests.Watching;

public sealed class Ringing_a_doorbell
{
    private readonly Doorbell _bell = new();
    private int _served;
    private int _servedBy;

    [Fact]
    public async Task serves_whoever_waits_on_the_thread_that_rings()
    {
        var serving = Serve(1);
        Assert.Equal(0, _served);
        _bell.Ring();
        Assert.Equal((1, Environment.CurrentManagedThreadId), (_served, _servedBy));
        await serving;
    }

    [Fact]
    public void is_remembered_once_while_nobody_waits()
    {
        _bell.Ring();
        _bell.Ring();
        _ = Serve(3);
        Assert.Equal(1, _served);
        _bell.Ring();
        Assert.Equal(2, _served);
    }

    [Fact]
    public async Task is_never_lost_however_it_falls_together_with_the_waiters_return()
    {
        const int Rings = 20_000;
        var seen = 0;
        var waiter = Task.Run(async () =>
        {
            while (Volatile.Read(ref seen) < Rings)
            {
                await _bell.Wait();
                Interlocked.Increment(ref seen);
                // From here on it goes back to wait on a thread of its own, while the next ring is on its way.
                await Task.Yield();
            }
        });

        var ringing = Task.Run(() =>
        {
            for (var rung = 0; rung < Rings; rung++)
            {
                _bell.Ring();
                if (!SpinWait.SpinUntil(() => Volatile.Read(ref seen) > rung, TimeSpan.FromSeconds(10))) return rung;
            }

            return Rings;
        });
        Assert.Equal(Rings, await ringing);
        await waiter;
    }

    private async Task Serve(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _bell.Wait();
            (_served, _servedBy) = (_served + 1, Environment.CurrentManagedThreadId);
        }
    }
}
