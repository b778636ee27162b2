using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>Publishes facts; with a broker the task ends when the broker has confirmed.</summary>
internal sealed class BusFactPublisher(IBus bus) : IFactPublisher
{
    public Task Publish(FactsPublished facts, CancellationToken cancellation) => bus.Publish(facts, cancellation);
}
