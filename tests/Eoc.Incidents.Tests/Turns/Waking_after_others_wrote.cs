using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains.Units;
using Eoc.Domain.Units;
using Eoc.Incidents.Tests.Cluster;
using Eoc.Incidents.Turns;
using Eoc.Incidents.Units;
using static Eoc.Incidents.Tests.Cluster.Commands;

namespace Eoc.Incidents.Tests.Turns;

/// <summary>A second activation is played by a turn of our own over the same journal: the grain's is the one that slept.</summary>
public sealed class Waking_after_others_wrote(Centre centre) : IClassFixture<Centre>
{
    private static readonly RealmId Live = RealmId.Live;

    [Fact]
    public async Task decides_on_what_they_wrote()
    {
        var (unit, id) = await AwakeUnit();
        var other = await SecondActivation(id);
        var theirs = IncidentId.New();
        await other.Take(By("ben"), (state, moment) => Domain.Units.Dispatching.Dispatch.Decide(state, To(theirs).ToDomain(), moment), default);

        var answer = await unit.Dispatch(By("ana"), To(IncidentId.New()));

        Assert.Equal(("already-committed", "ben", theirs.ToString()), (answer.Refusal?.Code, answer.Argument("actor"), answer.Argument("incident")));
        Assert.Single((await centre.Record(StreamId.Of(Live, id))).OfType<UnitDispatched>());
    }

    [Fact]
    public async Task refuses_nothing_for_what_is_no_longer_so()
    {
        var (unit, id) = await AwakeUnit();
        await unit.Dispatch(By("ana"), To(IncidentId.New()));
        await Clear(await SecondActivation(id));

        Assert.NotNull((await unit.Dispatch(By("ana"), To(IncidentId.New()))).Accepted);
    }

    [Fact]
    public async Task does_not_call_done_what_is_undone()
    {
        var (unit, id) = await AwakeUnit();
        var incident = IncidentId.New();
        var sent = To(incident);
        await unit.Dispatch(By("ana"), sent);
        await Clear(await SecondActivation(id));

        Assert.Equal("assignment-id-taken", (await unit.Dispatch(By("ana"), sent)).Refusal?.Code);
    }

    [Fact]
    public async Task tells_a_closing_incident_whom_it_serves_by_now()
    {
        var (unit, id) = await AwakeUnit();
        var incident = await centre.OpenIncident(Live);
        var other = await SecondActivation(id);
        await other.Take(By("ben"), (state, moment) => Domain.Units.Dispatching.Dispatch.Decide(state, To(incident).ToDomain(), moment), default);

        Assert.True(await unit.Serves(incident));
    }

    [Fact]
    public async Task knows_nothing_any_more_of_a_realm_that_was_deleted_and_made_again()
    {
        var drill = RealmId.Parse("drill");
        await centre.Journals.Create(drill, TestContext.Current.CancellationToken);
        var id = await centre.EnrolUnit(drill);
        Assert.NotNull((await centre.Unit(drill, id).Dispatch(By("ana"), To(IncidentId.New()))).Accepted);

        await centre.Journals.Delete(drill, TestContext.Current.CancellationToken);
        await centre.Journals.Create(drill, TestContext.Current.CancellationToken);

        var enrolled = await centre.Unit(drill, id).Enrol(By("admin"), new() { Unit = id, CallSign = "E12", Audience = Audience.Room });
        Assert.Equal(1, enrolled.Accepted?.Version);
        Assert.NotNull((await centre.Unit(drill, id).Dispatch(By("ana"), To(IncidentId.New()))).Accepted);
        Assert.Equal(2, (await centre.Record(StreamId.Of(drill, id))).Count);
    }

    private static Task Clear(Turn<Unit> turn) =>
        turn.Take(By("ben"), (state, moment) => Domain.Units.Ending.End.Decide(state, Cleared().ToDomain(), moment), default);

    private async Task<(IUnitGrain Unit, UnitId Id)> AwakeUnit()
    {
        var id = await centre.EnrolUnit(Live);
        return (centre.Unit(Live, id), id);
    }

    private Task<Turn<Unit>> SecondActivation(UnitId unit) =>
        new Streams(centre.Journals).Open(StreamId.Of(Live, unit).ToString(), UnitGrain.Rules, UnitOwes.In(Live), default);
}
