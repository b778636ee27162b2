using Eoc.Contracts.Events.Positions;
using Eoc.ServiceDefaults.Positions;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>Publishes position batches.</summary>
internal sealed class BusPositionPublisher(IBus bus) : IPositionPublisher
{
    public Task Publish(PositionsMoved moved, CancellationToken cancellation) => bus.Publish(moved, cancellation);
}
