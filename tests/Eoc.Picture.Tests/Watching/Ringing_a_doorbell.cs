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
    public async Task from_many_sides_loses_none_that_comes_after_the_waiter_looked()
    {
        const int Rings = 20_000;
        var (rung, seen) = (0, 0);
        var waiter = Task.Run(async () =>
        {
            while (Volatile.Read(ref seen) < Rings * 2)
            {
                await _bell.Wait();
                Volatile.Write(ref seen, Volatile.Read(ref rung));
            }
        });

        await Task.WhenAll(Task.Run(RingAll), Task.Run(RingAll));
        await waiter.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        void RingAll()
        {
            for (var i = 0; i < Rings; i++)
            {
                Interlocked.Increment(ref rung);
                _bell.Ring();
            }
        }
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
