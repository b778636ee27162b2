using Eoc.Contracts.Events.Calls;
using Eoc.Domain.Calls.Attaching;
using Eoc.Domain.Calls.Taking;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Calls;

public sealed class Taking_and_attaching_a_call
{
    [Fact]
    public void a_call_is_taken_once() =>
        Assert.Equal(new AlreadyExists(StreamKind.Call), Take.Decide(Given.Taken(FirstCall), new(FirstCall, Given.Details()), Dispatcher()).Refusal);

    [Fact]
    public void a_call_belongs_to_the_incident_it_was_attached_to() => Assert.Equal(Fire, Given.Taken(FirstCall).AttachedTo(Fire).State.Incident);

    [Fact]
    public void attaching_twice_is_done_once() => Assert.Equal(Decision.Nothing, AttachTo(Given.Taken(FirstCall).AttachedTo(Fire), Fire));

    [Fact]
    public void attaching_to_a_second_incident_is_refused_and_says_to_which_it_belongs() =>
        Assert.Equal(new CallBelongsElsewhere(FirstCall, Fire), AttachTo(Given.Taken(FirstCall).AttachedTo(Fire), Flood).Refusal);

    [Fact]
    public void a_refusal_does_not_name_an_incident_its_actor_may_not_know() =>
        Assert.Equal(new CallBelongsElsewhere(FirstCall, null), AttachTo(Given.Taken(FirstCall).AttachedTo(Raid, Audience.LawEnforcementSensitive), Flood).Refusal);

    [Fact]
    public void detaching_undoes_attaching()
    {
        var call = Given.Taken(FirstCall).AttachedTo(Fire).Then(Attach.Undo, Dispatcher());

        Assert.Null(call.State.Incident);
        Assert.IsType<CallAttached>(Assert.Single(AttachTo(call, Flood).Facts));
    }

    [Fact]
    public void detaching_twice_is_done_once() =>
        Assert.Equal(Decision.Nothing, Attach.Undo(Given.Taken(FirstCall).AttachedTo(Fire).Then(Attach.Undo, Dispatcher()), Dispatcher()));

    [Fact]
    public void nothing_is_taken_from_an_incident_the_actor_may_not_know() =>
        Assert.Equal(Decision.Nothing, Attach.Undo(Given.Taken(FirstCall).AttachedTo(Raid, Audience.LawEnforcementSensitive), Dispatcher()));

    [Fact]
    public void a_call_that_nobody_took_is_not_found()
    {
        Assert.Equal(new NotFound(StreamKind.Call), AttachTo(Given.NoCall(FirstCall), Fire).Refusal);
        Assert.Equal(new NotFound(StreamKind.Call), Attach.Undo(Given.NoCall(FirstCall), Dispatcher()).Refusal);
    }

    private static Decision AttachTo(Story<Domain.Calls.Call> call, IncidentId incident) => Attach.Decide(call, incident, Audience.Room, Dispatcher());
}
