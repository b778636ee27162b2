using Eoc.Contracts.Ids;
using Eoc.ServiceDefaults.Positions;

namespace Eoc.Tracking.Telling;

/// <summary>The way of positions where there is no broker: straight to whoever in this process wants them.</summary>
internal sealed class LocalPositions(IEnumerable<IPositionsReceiver> receivers) : IPositionPublisher
{
    private readonly IPositionsReceiver[] _receivers = [.. receivers];

    public bool IsNear => true;

    public async Task Publish(RealmId realm, long at, ReadOnlyMemory<byte> rows, CancellationToken cancellation)
    {
        foreach (var receiver in _receivers) await receiver.Receive(realm, rows, cancellation);
    }
}
