using Eoc.Contracts.Events;

namespace Eoc.Journal.Relaying;

/// <summary>The way onto the bus; the relay's only one.</summary>
public interface IFactPublisher
{
    /// <summary>Returns when the broker has confirmed the message; throws when it has not, and the relay tries again.</summary>
    Task Publish(FactsPublished facts, CancellationToken cancellation);
}
