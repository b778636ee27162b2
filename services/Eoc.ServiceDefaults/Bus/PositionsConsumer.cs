using Eoc.Contracts.Events.Positions;
using Eoc.ServiceDefaults.Positions;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>A thin shell: hands the batch to whatever in this process draws positions.</summary>
internal sealed class PositionsConsumer(IEnumerable<IPositionsReceiver> receivers) : IConsumer<PositionsMoved>
{
    public async Task Consume(ConsumeContext<PositionsMoved> context)
    {
        foreach (var receiver in receivers) await receiver.Receive(context.Message, context.CancellationToken);
    }
}
