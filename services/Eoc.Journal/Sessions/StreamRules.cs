using Eoc.Contracts.Events;

namespace Eoc.Journal.Sessions;

/// <summary>How a stream's state follows from its entries.</summary>
/// <param name="Empty">The state before the first entry.</param>
/// <param name="Evolve">The state after one more entry; an unknown fact leaves it as it is.</param>
/// <param name="Schema">Names the shape of the state in snapshots; changed whenever the shape or its meaning does.</param>
public sealed record StreamRules<TState>(TState Empty, Func<TState, StoredFact, TState> Evolve, string Schema)
    where TState : class;
