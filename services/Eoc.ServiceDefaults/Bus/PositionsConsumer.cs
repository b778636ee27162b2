using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;
using Eoc.ServiceDefaults.Positions;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>A thin shell: hands the batch to whatever in this process draws positions.</summary>
internal sealed class PositionsConsumer(IEnumerable<IPositionsReceiver> receivers) : IConsumer<PositionsMoved>
{
    public async Task Consume(ConsumeContext<PositionsMoved> context)
    {
        if (!RealmId.TryParse(context.Message.Realm, null, out var realm)) return;
        foreach (var receiver in receivers) await receiver.Receive(realm, context.Message.Rows, context.CancellationToken);
    }
}
