using Eoc.Contracts.Events.Incidents;
using Eoc.Incidents.Tests.Cluster;
using static Eoc.Incidents.Tests.Cluster.Commands;

namespace Eoc.Incidents.Tests.Incidents;

public sealed class Waiting_too_long(Centre centre) : IClassFixture<Centre>
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task is_flagged_when_due_and_not_before()
    {
        var (realm, incident) = await Waiting();

        await Fire(realm, Noon.AddMinutes(20).AddTicks(-10));
        Assert.Empty(await Flags(realm, incident));

        await Fire(realm, Noon.AddMinutes(20));
        Assert.Equal(TimeSpan.FromMinutes(20), Assert.Single(await Flags(realm, incident)).Allowed);
    }

    [Fact]
    public async Task is_flagged_once_however_often_it_is_looked_at()
    {
        var (realm, incident) = await Waiting();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(hour => Fire(realm, Noon.AddHours(hour))));
        await Fire(realm, Noon.AddDays(1));

        Assert.Single(await Flags(realm, incident));
    }

    [Fact]
    public async Task is_not_flagged_when_somebody_was_sent()
    {
        var (realm, incident) = await Waiting();
        var unit = await centre.EnrolUnit(realm);
        await centre.Unit(realm, unit).Dispatch(By("ana", at: Noon), To(incident));
        await centre.Settled(realm);

        await Fire(realm, Noon.AddHours(1));

        Assert.Empty(await Flags(realm, incident));
    }

    [Fact]
    public async Task counts_from_its_beginning_when_the_priority_rises()
    {
        var (realm, incident) = await Waiting();
        await centre.Incident(realm, incident).Prioritise(By("ana", at: Noon.AddMinutes(9)), new() { Priority = 1 });

        await Fire(realm, Noon.AddMinutes(10));

        Assert.Equal(TimeSpan.FromMinutes(10), Assert.Single(await Flags(realm, incident)).Allowed);
    }

    [Fact]
    public async Task is_not_said_of_an_hour_old_incident_before_those_sent_to_it_can_be_entered()
    {
        var realm = await centre.OpenDrivenRealm(Noon);
        var incident = IncidentId.New();
        await centre.Incident(realm, incident).Open(By("ana", at: Noon) with { OccurredAt = Noon.AddHours(-1) }, Opening(incident));

        await Fire(realm, Noon.AddMinutes(2).AddTicks(-10));
        Assert.Empty(await Flags(realm, incident));

        await Fire(realm, Noon.AddMinutes(2));
        Assert.Single(await Flags(realm, incident));
    }

    private async Task<(RealmId Realm, IncidentId Incident)> Waiting()
    {
        var realm = await centre.OpenDrivenRealm(Noon);
        return (realm, await centre.OpenIncident(realm, at: Noon));
    }

    private Task Fire(RealmId realm, DateTimeOffset upTo) => centre.Deadlines.FireDue(realm, upTo, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<IncidentPendingOverdue>> Flags(RealmId realm, IncidentId incident) =>
        [.. (await centre.Record(StreamId.Of(realm, incident))).OfType<IncidentPendingOverdue>()];
}
