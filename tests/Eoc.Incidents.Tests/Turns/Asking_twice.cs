using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Units;
using Eoc.Incidents.Tests.Cluster;
using static Eoc.Incidents.Tests.Cluster.Commands;

namespace Eoc.Incidents.Tests.Turns;

/// <summary>I1 and I2: what was acknowledged stands, and stands once.</summary>
public sealed class Asking_twice(Centre centre) : IClassFixture<Centre>
{
    private static readonly RealmId Live = RealmId.Live;

    [Fact]
    public async Task under_one_id_gets_the_first_answer()
    {
        var (unit, context, command) = (await Unit(), By("ana"), To(IncidentId.New()));

        var first = await unit.Dispatch(context, command);
        await unit.End(By("ana"), Cleared());
        var second = await unit.Dispatch(context, command);

        Assert.Equal(first.Accepted, second.Accepted);
        Assert.Single((await Record(unit)).OfType<UnitDispatched>());
    }

    [Fact]
    public async Task with_another_body_under_one_id_is_refused()
    {
        var (unit, id) = (await Unit(), CommandId.New());
        await unit.Dispatch(By("ana", id, "fire"), To(IncidentId.New()));

        Assert.Equal("command-id-reused", (await unit.Dispatch(By("ana", id, "flood"), To(IncidentId.New(), IfCommitted.Stack))).Refusal?.Code);
    }

    [Fact]
    public async Task with_another_unit_under_one_id_is_refused()
    {
        var (first, second, context) = (await Unit(), await Unit(), By("ana"));
        await first.Dispatch(context, To(IncidentId.New()));

        Assert.Equal("command-id-reused", (await second.Dispatch(context, To(IncidentId.New()))).Refusal?.Code);
    }

    [Fact]
    public async Task gives_nobody_another_accounts_answer()
    {
        var (unit, id, incident) = (await Unit(), CommandId.New(), IncidentId.New());
        await unit.Dispatch(By("ana", id), To(incident));

        Assert.Equal("already-committed", (await unit.Dispatch(By("ben", id), To(IncidentId.New()))).Refusal?.Code);
    }

    [Fact]
    public async Task after_a_refusal_is_decided_afresh()
    {
        var (unit, context, command) = (await Unit(), By("ana"), To(IncidentId.New()));
        await unit.Dispatch(By("ben"), To(IncidentId.New()));
        Assert.NotNull((await unit.Dispatch(context, command)).Refusal);
        await unit.End(By("ben"), Cleared());

        Assert.NotNull((await unit.Dispatch(context, command)).Accepted);
    }

    [Fact]
    public async Task for_an_incident_number_gets_the_same_number()
    {
        var (incident, context) = (IncidentId.New(), By("ana"));
        var first = await centre.Incident(Live, incident).Open(context, Opening(incident));

        Assert.Equal(first.Accepted, (await centre.Incident(Live, incident).Open(context, Opening(incident))).Accepted);
        Assert.NotEqual(string.Empty, first.Accepted!.Number);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task after_the_answer_was_lost_gets_it(bool activationGoes)
    {
        var (unit, context, command) = (await Unit(), By("ana"), To(IncidentId.New()));
        centre.Journals.LoseNextAnswer(StreamId.Parse(unit.GetPrimaryKeyString()));
        Assert.Equal("outcome-unknown", (await unit.Dispatch(context, command)).Refusal?.Code);
        if (activationGoes) await centre.Deactivate(unit);

        Assert.Equal(2, (await unit.Dispatch(context, command)).Accepted?.Version);
        Assert.Single((await Record(unit)).OfType<UnitDispatched>());
    }

    private async Task<IUnitGrain> Unit() => centre.Unit(Live, await centre.EnrolUnit(Live));

    private Task<IReadOnlyList<Contracts.Events.Fact>> Record(IUnitGrain unit) => centre.Record(StreamId.Parse(unit.GetPrimaryKeyString()));
}
