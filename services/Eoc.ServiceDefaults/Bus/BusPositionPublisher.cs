using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;
using Eoc.ServiceDefaults.Positions;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>Publishes position batches. One that is not confirmed soon is given up: newer positions are on their way.</summary>
internal sealed class BusPositionPublisher(IBus bus, TimeProvider time) : IPositionPublisher
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public bool IsNear => false;

    public Task Publish(RealmId realm, long at, ReadOnlyMemory<byte> rows, CancellationToken cancellation) =>
        bus.PublishWithin(new PositionsMoved { Realm = realm.Value, At = at, Rows = rows.ToArray() }, Limit, time, cancellation);
}
