using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>Publishes facts; with a broker the task ends when the broker has confirmed. The relay offers again what was not.</summary>
internal sealed class BusFactPublisher(IBus bus, TimeProvider time) : IFactPublisher
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public Task Publish(FactsPublished facts, CancellationToken cancellation) => bus.PublishWithin(facts, Limit, time, cancellation);
}
