using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Incidents.Tests.Cluster;
using Eoc.Journal;
using Eoc.Journal.Following;
using Microsoft.Extensions.Logging.Abstractions;
using static Eoc.Incidents.Tests.Cluster.Commands;

namespace Eoc.Incidents.Tests.Following;

public sealed class Hearing_of_a_gap_while_the_store_is_away(Centre centre) : IClassFixture<Centre>
{
    [Fact]
    public async Task is_made_good_with_the_next_beat()
    {
        var unit = await centre.EnrolUnit(RealmId.Live);
        var stream = StreamId.Of(RealmId.Live, unit);
        var journal = (await centre.Journals.Find(RealmId.Live))!;
        var seen = 0L;
        void Apply(StoredFact stored)
        {
            if (stored.Header.Stream == stream) seen = stored.Header.Version;
        }

        using var following = new RealmFollowing(journal, [StreamKind.Unit], Apply, TimeProvider.System, NullLogger.Instance);
        await following.Load(TestContext.Current.CancellationToken);
        foreach (var reason in new[] { "fuel", "meal" })
            await centre.Unit(RealmId.Live, unit).SetDuty(By("ana"), new() { Status = PrimaryStatus.NotAvailable, Reason = reason });
        var last = (await journal.Read(stream, 2, TestContext.Current.CancellationToken))[0];
        var message = new FactsPublished { Realm = "live", Writer = Guid.CreateVersion7(), First = 1, Number = 1, Facts = [PublishedFact.From(last)] };

        centre.Journals.FailNextRead(stream);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => following.Receive(message, TestContext.Current.CancellationToken));
        Assert.Equal(1, seen);

        await following.Receive(message with { Facts = [] }, TestContext.Current.CancellationToken);
        Assert.Equal(3, seen);
    }
}
