using Eoc.Incidents.Turns;
using Eoc.Journal;
using Eoc.Journal.Sessions;
using Eoc.Simulation.Running;

namespace Eoc.Simulation.Working;

/// <summary>The activations of one process in one realm; they go away whenever they like.</summary>
internal sealed class Activations(World world, IJournal journal)
{
    private readonly Dictionary<StreamId, object> _known = [];

    public Activation<TState> Of<TState>(StreamId stream, StreamRules<TState> rules, Owes<TState> owes)
        where TState : class
    {
        if (world.Chance(0.05)) _known.Remove(stream);
        if (!_known.TryGetValue(stream, out var known)) _known[stream] = known = new Activation<TState>(new(journal, stream, rules, owes));
        return (Activation<TState>)known;
    }
}
