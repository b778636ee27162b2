using Eoc.Contracts.Events;

namespace Eoc.Journal.Relaying;

/// <summary>
/// Gets what the bus delivers, with whatever the bus did to it: lost, doubled, reordered. Versions decide; a receiver never throws for a fact it
/// cannot apply, but parks the fact's stream and goes on.
/// </summary>
public interface IFactsReceiver
{
    /// <summary>Takes one message.</summary>
    Task Receive(FactsPublished facts, CancellationToken cancellation);
}
