using Eoc.Contracts.Events.Incidents;
using Eoc.Domain.Incidents.Listing;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Incidents;

public sealed class Hearing_from_its_calls
{
    [Fact]
    public void lists_them() => Assert.Equal([new(SecondCall, 2, true)], Given.Opened(Fire).ToldBy(SecondCall, 2, true).State.Calls);

    [Fact]
    public void that_the_first_one_belongs_to_it_tells_nothing_new() =>
        Assert.Equal(Decision.Nothing, ListCall.Decide(Given.Opened(Fire, call: FirstCall), new(FirstCall, 2, true), TheSystem()));

    [Fact]
    public void twice_the_same_is_done_once() =>
        Assert.Equal(Decision.Nothing, ListCall.Decide(Given.Opened(Fire).ToldBy(SecondCall, 2, true), new(SecondCall, 2, true), TheSystem()));

    [Fact]
    public void keeps_one_that_went_as_such_so_that_late_news_is_recognised() =>
        Assert.Equal(
            Decision.Nothing, ListCall.Decide(Given.Opened(Fire).ToldBy(SecondCall, 3, false), new(SecondCall, 2, true), TheSystem()));

    [Fact]
    public void of_one_that_came_back_before_it_hears_that_it_went_keeps_it() =>
        Assert.True(Given.Opened(Fire, call: FirstCall).ToldBy(FirstCall, 4, true).ToldBy(FirstCall, 3, false).State.Calls.Single().Attached);

    [Fact]
    public void of_a_new_one_after_it_was_closed_reopens_it_and_says_so()
    {
        var facts = ListCall.Decide(Given.Opened(Fire).Closed(), new(SecondCall, 2, true), TheSystem()).Facts;

        Assert.Equal(ReopenCause.CallAttached, Assert.IsType<IncidentReopened>(facts[0]).Cause);
    }

    [Fact]
    public void of_one_that_went_leaves_it_closed() =>
        Assert.False(Given.Opened(Fire).Closed().ToldBy(SecondCall, 3, false).State.IsOpen);
}
