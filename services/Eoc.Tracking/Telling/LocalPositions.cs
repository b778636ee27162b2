using Eoc.Contracts.Events.Positions;
using Eoc.ServiceDefaults.Positions;

namespace Eoc.Tracking.Telling;

/// <summary>The way of positions where there is no bus: straight to whoever in this process wants them.</summary>
internal sealed class LocalPositions(IEnumerable<IPositionsReceiver> receivers) : IPositionPublisher
{
    public async Task Publish(PositionsMoved moved, CancellationToken cancellation)
    {
        foreach (var receiver in receivers) await receiver.Receive(moved, cancellation);
    }
}
