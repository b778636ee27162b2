using Eoc.Contracts.Events;
using Eoc.Simulation.Measuring;
using Eoc.Simulation.Running;

namespace Eoc.Simulation.Carrying;

/// <summary>
/// A durable queue before a service that keeps state. What is not acknowledged in time is delivered again; what fails again and again goes to the queue
/// of errors, from where nobody fetches it.
/// </summary>
internal sealed class SimulatedQueue
{
    private const int Tries = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly World _world;
    private readonly MeasuringMachine _machine;
    private readonly SimulatedThread _thread;
    private readonly SimulatedTime _time;
    private readonly Queue<FactsPublished> _waiting = new();
    private readonly SemaphoreSlim _more = new(0);

    public SimulatedQueue(World world, MeasuringMachine machine)
    {
        (_world, _machine, _thread) = (world, machine, world.NewThread());
        _time = new(world, _thread, TimeSpan.Zero);
        _thread.Start(Serve);
    }

    public int GivenUp { get; private set; }

    public void Offer(FactsPublished facts)
    {
        _waiting.Enqueue(facts);
        _thread.Post(() => _more.Release());
    }

    private async Task Serve()
    {
        while (true)
        {
            await _more.WaitAsync();
            await Deliver(_waiting.Dequeue());
        }
    }

    private async Task Deliver(FactsPublished facts)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            while (_machine.Run is null) await Task.Delay(Patience, _time, CancellationToken.None);
            if (await IsAcknowledged(_machine.Run, facts)) return;
            await Task.Delay(_world.Between(100, 1000), _time, CancellationToken.None);
        }

        GivenUp++;
    }

    /// <summary>An acknowledgement may be lost: then it was taken and is delivered again.</summary>
    private async Task<bool> IsAcknowledged(MeasuringRun run, FactsPublished facts)
    {
        var (answer, heard) = (new TaskCompletionSource<bool>(), !_world.Chance(0.02));
        run.Thread.Start(async () =>
        {
            var taken = await run.TryReceive(facts);
            if (heard) _thread.Post(() => answer.TrySetResult(taken));
        });
        return await Task.WhenAny(answer.Task, Task.Delay(Patience, _time, CancellationToken.None)) == answer.Task && await answer.Task;
    }
}
