using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;

namespace Eoc.ServiceDefaults.Positions;

/// <summary>The way of positions to whoever draws them. What cannot be sent is not kept: the next batch says where the units are by then.</summary>
public interface IPositionPublisher
{
    /// <summary>Whether those who get the batches are in this process: then nothing is gained by gathering a tick's positions first.</summary>
    bool IsNear { get; }

    /// <summary>Sends one batch.</summary>
    /// <param name="realm">The realm the units are in.</param>
    /// <param name="at">The realm's time of the batch, Unix milliseconds.</param>
    /// <param name="rows">As <see cref="PositionRows" /> reads them; the caller's again when the task is done.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task Publish(RealmId realm, long at, ReadOnlyMemory<byte> rows, CancellationToken cancellation);
}

/// <summary>Gets the batches of positions, from the bus or from this process.</summary>
public interface IPositionsReceiver
{
    /// <summary>Takes one batch.</summary>
    /// <param name="realm">The realm the units are in.</param>
    /// <param name="rows">As <see cref="PositionRows" /> reads them; not to be kept after the task is done.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task Receive(RealmId realm, ReadOnlyMemory<byte> rows, CancellationToken cancellation);
}
