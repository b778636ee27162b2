using Eoc.Contracts.Events.Positions;

namespace Eoc.ServiceDefaults.Positions;

/// <summary>The way of positions onto the bus. What cannot be sent is not kept: the next batch says where the units are by then.</summary>
public interface IPositionPublisher
{
    /// <summary>Sends one batch.</summary>
    Task Publish(PositionsMoved moved, CancellationToken cancellation);
}

/// <summary>Gets the batches of positions that the bus delivers.</summary>
public interface IPositionsReceiver
{
    /// <summary>Takes one batch.</summary>
    Task Receive(PositionsMoved moved, CancellationToken cancellation);
}
