using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.Journal.Tests.Relaying;

public sealed class Offering_a_message_to_the_broker
{
    [Fact]
    public async Task that_refuses_just_as_the_process_stops_ends_as_cancelled_and_not_as_a_failure_of_the_stop()
    {
        using var stop = new CancellationTokenSource();
        var publishing = new PersistentPublishing(() => new RefusingAtTheStop(stop), TimeProvider.System, NullLogger<PersistentPublishing>.Instance);
        var message = new FactsPublished { Realm = "live", Writer = Guid.CreateVersion7(), Number = 1, Facts = [] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing.UntilConfirmed(message, stop.Token));
        Assert.False(await publishing.TryBeat(message, stop.Token));
    }

    private sealed class RefusingAtTheStop(CancellationTokenSource stop) : IFactPublisher
    {
        public async Task Publish(FactsPublished facts, CancellationToken cancellation)
        {
            await stop.CancelAsync();
            throw new InvalidOperationException("The broker is away.");
        }
    }
}
