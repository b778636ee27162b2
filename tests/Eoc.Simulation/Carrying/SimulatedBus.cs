using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;
using Eoc.Simulation.Running;
using Eoc.Simulation.Working;

namespace Eoc.Simulation.Carrying;

/// <summary>A broker that delays, doubles, reorders and loses, is away for a while, and lies about what it took.</summary>
internal sealed class SimulatedBus(World world) : IFactPublisher
{
    private readonly List<SimulatedProcess> _listeners = [];

    public bool IsAway { get; set; }

    public bool IsCalm { get; set; }

    /// <summary>Processes that the broker cannot reach.</summary>
    public HashSet<SimulatedProcess> CutOff { get; } = [];

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    /// <summary>What a service that keeps state is given.</summary>
    public SimulatedQueue? Queue { get; set; }

    public void Listen(SimulatedProcess process) => _listeners.Add(process);

    public async Task Publish(FactsPublished facts, CancellationToken cancellation)
    {
        await Task.Yield();
        if (IsAway || Unlucky(0.03)) throw new IOException("The broker did not answer.");
        _listeners.RemoveAll(process => process.Thread.IsDead);
        foreach (var process in _listeners) Deliver(process, facts);
        if (!facts.Facts.IsEmpty) Enqueue(facts);
        if (Unlucky(0.03)) throw new IOException("The broker took it and did not say so.");
    }

    private void Deliver(SimulatedProcess process, FactsPublished facts)
    {
        if (CutOff.Contains(process) || Unlucky(0.05))
        {
            Lost++;
            return;
        }

        DeliverOnce(process, facts);
        if (!Unlucky(0.05)) return;
        Doubled++;
        DeliverOnce(process, facts);
    }

    private void Enqueue(FactsPublished facts)
    {
        if (Queue is null || Unlucky(0.05)) return;
        Queue.Offer(facts);
        if (Unlucky(0.05)) Queue.Offer(facts);
    }

    private void DeliverOnce(SimulatedProcess process, FactsPublished facts) => process.Thread.Start(async () =>
    {
        await Task.Delay(world.Between(0.2, Unlucky(0.1) ? 3000 : 20), process.Time, CancellationToken.None);
        await process.Hear(facts);
    });

    private bool Unlucky(double probability) => !IsCalm && world.Chance(probability);
}
