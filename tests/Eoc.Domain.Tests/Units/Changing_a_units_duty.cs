using Eoc.Contracts.Events.Units;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units.Enrolling;

namespace Eoc.Domain.Tests.Units;

public sealed class Changing_a_units_duty
{
    [Fact]
    public void touches_none_of_its_assignments()
    {
        var before = Given.Available(E12).DispatchedTo(Fire).StackedOn(Flood);

        Assert.Equal(before.State.Open, before.On(PrimaryStatus.NotAvailable, "shift ends").State.Open);
    }

    [Fact]
    public void twice_the_same_is_done_once() =>
        Assert.Equal(
            Decision.Nothing,
            SetDuty.Decide(Given.Available(E12).On(PrimaryStatus.NotAvailable, "fuel"), new(PrimaryStatus.NotAvailable, "fuel", null), Dispatcher(7)));

    [Fact]
    public void to_anything_but_available_wants_a_reason() =>
        Assert.Equal(
            new ReasonMissing("duty"), SetDuty.Decide(Given.Available(E12), new(PrimaryStatus.ConditionallyAvailable, "", null), Dispatcher()).Refusal);

    [Fact]
    public void says_who_said_so_and_since_when() =>
        Assert.Equal(new Duty(PrimaryStatus.NotAvailable, "fuel", "ana", Noon, null), Given.Available(E12).On(PrimaryStatus.NotAvailable, "fuel").State.Duty);

    [Fact]
    public void back_to_available_makes_it_dispatchable() =>
        Assert.NotNull(Given.Available(E12).On(PrimaryStatus.NotAvailable, "fuel").On(PrimaryStatus.Available, "").DispatchedTo(Fire).State.Active);

    [Fact]
    public void of_a_unit_that_nobody_enrolled_is_refused() =>
        Assert.Equal(new NotFound(StreamKind.Unit), SetDuty.Decide(Given.NoUnit(E12), new(PrimaryStatus.Available, "", null), Dispatcher()).Refusal);
}
