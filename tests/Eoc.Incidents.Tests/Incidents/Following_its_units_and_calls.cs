using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Incidents.Tests.Cluster;
using static Eoc.Incidents.Tests.Cluster.Commands;

namespace Eoc.Incidents.Tests.Incidents;

public sealed class Following_its_units_and_calls(Centre centre) : IClassFixture<Centre>
{
    private static readonly RealmId Live = RealmId.Live;

    [Fact]
    public async Task an_incident_lists_a_unit_as_far_as_it_got()
    {
        var (incident, unit) = (await centre.OpenIncident(Live), await centre.EnrolUnit(Live));
        await centre.Unit(Live, unit).Dispatch(By("ana"), To(incident));
        foreach (var step in new[] { AssignmentStep.EnRoute, AssignmentStep.OnScene }) await centre.Unit(Live, unit).Advance(By("ana"), Reached(step));

        var listed = (await Settled(incident)).OfType<IncidentAssignmentListed>().Last();

        Assert.Equal((unit, AssignmentStep.OnScene, 4L), (listed.Assignment.Unit, listed.Assignment.Step, listed.Assignment.UnitVersion));
        Assert.Contains(IncidentStatus.ResourcesOnscene, listed.Statuses);
    }

    [Fact]
    public async Task an_incident_hears_of_a_status_also_when_the_step_before_was_skipped()
    {
        var (incident, unit) = (await centre.OpenIncident(Live), await centre.EnrolUnit(Live));
        await centre.Unit(Live, unit).Dispatch(By("ana"), To(incident));
        await centre.Unit(Live, unit).Advance(By("ana"), Reached(AssignmentStep.AtPatient));
        Assert.Contains(IncidentStatus.ResourcesOnscene, await Statuses(incident));

        await centre.Unit(Live, unit).Advance(By("ana"), Reached(AssignmentStep.AtHospital));
        Assert.DoesNotContain(IncidentStatus.ResourcesOnscene, await Statuses(incident));
    }

    [Fact]
    public async Task an_incident_flags_what_its_units_record_contradicts()
    {
        var (incident, unit) = (await centre.OpenIncident(Live), await centre.EnrolUnit(Live));
        await centre.Unit(Live, unit).Dispatch(By("ana"), To(incident));
        await centre.Unit(Live, unit).Advance(By("ana", at: TimeProvider.System.GetUtcNow().AddHours(-1)), Reached(AssignmentStep.EnRoute));

        Assert.Equal(AnomalyKind.TimeOutOfOrder, Assert.Single((await Settled(incident)).OfType<IncidentAnomalyFlagged>()).Anomaly.Kind);
    }

    [Fact]
    public async Task the_call_an_incident_was_opened_from_belongs_to_it()
    {
        var call = await centre.TakeCall(Live);
        var incident = await centre.OpenIncident(Live, call);
        await centre.Settled(Live);

        Assert.Equal(incident, (await centre.Call(Live, call).Standing()).Incident);
    }

    [Fact]
    public async Task an_incident_lists_a_call_attached_and_detached()
    {
        var (incident, call) = (await centre.OpenIncident(Live), await centre.TakeCall(Live));
        await centre.Call(Live, call).Attach(By("ana"), new() { Call = call, Incident = incident });
        await centre.Call(Live, call).Detach(By("ana"), new() { Call = call });

        Assert.Equal([true, false], (await Settled(incident)).OfType<IncidentCallListed>().Select(listed => listed.Call.Attached));
    }

    [Fact]
    public async Task an_incident_closed_in_between_goes_on_and_says_so()
    {
        var (incident, unit) = (await centre.OpenIncident(Live), await centre.EnrolUnit(Live));
        Assert.NotNull((await centre.Incident(Live, incident).Close(By("ana"), Closing())).Accepted);

        await centre.Unit(Live, unit).Dispatch(By("ben"), To(incident));

        Assert.Equal(ReopenCause.UnitDispatched, Assert.Single((await Settled(incident)).OfType<IncidentReopened>()).Cause);
        Assert.True((await centre.Incident(Live, incident).Standing(By("ana"))).Open);
    }

    [Fact]
    public async Task an_incident_does_not_close_while_a_unit_serves_it()
    {
        var (incident, unit) = (await centre.OpenIncident(Live), await centre.EnrolUnit(Live));
        await centre.Unit(Live, unit).Dispatch(By("ana"), To(incident));
        await centre.Settled(Live);

        var refused = await centre.Incident(Live, incident).Close(By("ana"), Closing());
        Assert.Equal(("units-still-assigned", unit.ToString()), (refused.Refusal?.Code, refused.Argument("units")));

        await centre.Unit(Live, unit).End(By("ana"), Cleared());
        Assert.NotNull((await centre.Incident(Live, incident).Close(By("ana"), Closing())).Accepted);
    }

    [Fact]
    public async Task what_was_still_on_its_way_when_it_closed_leaves_it_closed()
    {
        var (incident, unit) = (await centre.OpenIncident(Live), await centre.EnrolUnit(Live));
        await centre.Unit(Live, unit).Dispatch(By("ana"), To(incident));
        await centre.Settled(Live);
        await centre.Unit(Live, unit).Advance(By("ana"), Reached(AssignmentStep.OnScene));
        await centre.Unit(Live, unit).End(By("ana"), Cleared());
        await centre.Incident(Live, incident).Close(By("ana"), Closing());

        Assert.Empty((await Settled(incident)).OfType<IncidentReopened>());
        Assert.False((await centre.Incident(Live, incident).Standing(By("ana"))).Open);
    }

    [Fact]
    public async Task a_hidden_incident_does_not_exist_for_those_who_may_not_know()
    {
        var incident = IncidentId.New();
        var police = By("dee") with { Labels = [Audience.Room, Audience.LawEnforcementSensitive] };
        await centre.Incident(Live, incident).Open(police, Opening(incident) with { Audience = Audience.LawEnforcementSensitive });

        Assert.Equal(
            await centre.Incident(Live, IncidentId.New()).Standing(By("ana")), await centre.Incident(Live, incident).Standing(By("ana")));
        Assert.Equal("not-found", (await centre.Incident(Live, incident).Note(By("ana"), new NoteIncident { Text = "?" })).Refusal?.Code);
    }

    private async Task<IReadOnlyList<Contracts.Events.Fact>> Settled(IncidentId incident)
    {
        await centre.Settled(Live);
        return await centre.Record(StreamId.Of(Live, incident));
    }

    private async Task<IEnumerable<IncidentStatus>> Statuses(IncidentId incident) => ((IncidentFact)(await Settled(incident))[^1]).Statuses;
}
