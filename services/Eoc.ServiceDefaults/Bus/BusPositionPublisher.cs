using Eoc.Contracts.Events.Positions;
using Eoc.ServiceDefaults.Positions;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>Publishes position batches. One that is not confirmed soon is given up: newer positions are on their way.</summary>
internal sealed class BusPositionPublisher(IBus bus, TimeProvider time) : IPositionPublisher
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public Task Publish(PositionsMoved moved, CancellationToken cancellation) => bus.PublishWithin(moved, Limit, time, cancellation);
}
