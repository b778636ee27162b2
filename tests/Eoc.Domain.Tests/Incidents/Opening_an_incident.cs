using Eoc.Contracts.Events.Incidents;
using Eoc.Domain.Incidents.Opening;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Incidents;

public sealed class Opening_an_incident
{
    [Fact]
    public void makes_it_active_with_its_opener_taking_part()
    {
        var incident = Given.Opened(Fire).State;

        Assert.Equal([IncidentStatus.Active], incident.Statuses);
        Assert.Equal([Cfd], incident.Participants);
        Assert.Equal(Dispatcher(-10).OccurredAt, incident.Since);
    }

    [Fact]
    public void from_a_call_lists_that_call() => Assert.Equal([new(FirstCall, 0, true)], Given.Opened(Fire, call: FirstCall).State.Calls);

    [Fact]
    public void twice_is_refused() =>
        Assert.Equal(new AlreadyExists(StreamKind.Incident), Open.Decide(Given.Opened(Fire), Given.Opening(Fire), Given.Number, Dispatcher()).Refusal);

    [Fact]
    public void so_that_its_opener_could_not_see_it_is_refused() =>
        Assert.Equal(
            new AudienceNotHeld(Audience.Medical),
            Open.Decide(Given.NoIncident(Fire), Given.Opening(Fire, Audience.Medical), Given.Number, Dispatcher()).Refusal);

    [Fact]
    public void that_is_hidden_takes_its_number_from_a_series_of_its_own()
    {
        Assert.Equal("cpd", Open.Series(Cpd, Audience.Room));
        Assert.Equal("cpd.law-enforcement-sensitive", Open.Series(Cpd, Audience.LawEnforcementSensitive));
    }
}
