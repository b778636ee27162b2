using Eoc.Contracts.Events;

namespace Eoc.Journal.Relaying;

/// <summary>
/// A service that keeps what it makes of the facts in a store of its own, with the versions in the transaction of the effect. It has one queue for
/// all its processes, and one of them at a time is served.
/// </summary>
public interface IStatefulFactsReceiver
{
    /// <summary>The queue's name, without the lane; durable.</summary>
    string Queue { get; }

    /// <summary>Takes one message; throws when its store does not answer, to be given it again.</summary>
    Task Receive(FactsPublished facts, CancellationToken cancellation);
}
