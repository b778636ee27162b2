using Eoc.Contracts.Events.Units;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units.Enrolling;

namespace Eoc.Domain.Tests.Units;

public sealed class Enrolling_a_unit
{
    [Fact]
    public void makes_it_available() =>
        Assert.Equal(
            new(PrimaryStatus.Available, null, []),
            Assert.IsType<UnitEnrolled>(Assert.Single(Enrol.Decide(Given.NoUnit(E12), new(E12, Given.Profile()), Dispatcher()).Facts)).Standing, Standings.Same);

    [Fact]
    public void twice_the_same_is_done_once() =>
        Assert.Equal(Decision.Nothing, Enrol.Decide(Given.Available(E12), new(E12, Given.Profile()), Dispatcher()));

    [Fact]
    public void anew_changes_its_label_and_touches_no_assignment()
    {
        var before = Given.Available(E12).DispatchedTo(Fire);

        var after = before.Then((unit, moment) => Enrol.Decide(unit, new(E12, Given.Profile() with { CallSign = "E12A" }), moment), Dispatcher()).State;

        Assert.Equal("E12A", after.Profile!.CallSign);
        Assert.Equal(before.State.Open, after.Open);
        Assert.Equal(before.State.Duty, after.Duty);
    }

    [Fact]
    public void so_that_its_enroller_could_not_see_it_is_refused() =>
        Assert.Equal(
            new AudienceNotHeld(Audience.SourceProtected),
            Enrol.Decide(Given.NoUnit(E12), new(E12, Given.Profile(Audience.SourceProtected)), Dispatcher()).Refusal);

    [Fact]
    public void over_a_hidden_one_is_refused_whatever_it_asks_for()
    {
        var hidden = Given.Available(Car7, Audience.LawEnforcementSensitive);

        Assert.Equal(new AlreadyExists(StreamKind.Unit), Enrol.Decide(hidden, new(Car7, Given.Profile()), Dispatcher()).Refusal);
        Assert.Equal(new AlreadyExists(StreamKind.Unit), Enrol.Decide(hidden, new(Car7, hidden.State.Profile!), Dispatcher()).Refusal);
    }
}
