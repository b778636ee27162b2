using Eoc.Contracts.Events.Realms;
using Eoc.Domain.Realms;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Realms;

public sealed class Keeping_time_in_a_realm
{
    private static readonly RealmId Week = RealmId.Parse("sf-week");

    [Fact]
    public void begins_with_the_clock_it_was_opened_with() => Assert.Equal(Noon, Opened(ClockMode.Driven).State.Clock!.AnchorRealm);

    [Fact]
    public void opening_twice_is_done_once_also_at_another_wall_time() =>
        Assert.Equal(
            Decision.Nothing, Realm.Open(Opened(ClockMode.Driven), Opening(ClockMode.Driven) with { Clock = Clock(ClockMode.Driven) with { AnchorWall = Noon.AddDays(1) } }));

    [Fact]
    public void opening_it_as_something_else_is_refused() =>
        Assert.Equal(new AlreadyExists(StreamKind.Realm), Realm.Open(Opened(ClockMode.Driven), Opening(ClockMode.Running)).Refusal);

    [Fact]
    public void moves_a_driven_clock_on()
    {
        var after = Opened(ClockMode.Driven).Then((realm, _) => Realm.Advance(realm, Noon.AddHours(1), Noon.AddYears(1)), Dispatcher()).State.Clock!;

        Assert.Equal((Noon.AddYears(1), Noon.AddHours(1)), (after.AnchorWall, after.AnchorRealm));
    }

    [Fact]
    public void never_runs_it_back() => Assert.Equal(Decision.Nothing, Realm.Advance(Opened(ClockMode.Driven), Noon.AddSeconds(-1), Noon));

    [Fact]
    public void moving_to_the_same_time_twice_is_done_once() => Assert.Equal(Decision.Nothing, Realm.Advance(Opened(ClockMode.Driven), Noon, Noon));

    [Theory]
    [InlineData(ClockMode.Wall)]
    [InlineData(ClockMode.Running)]
    public void moves_no_other_clock_by_hand(ClockMode mode) =>
        Assert.Equal(new ClockNotDriven(mode), Realm.Advance(Opened(mode), Noon.AddHours(1), Noon).Refusal);

    [Fact]
    public void wants_a_realm() => Assert.Equal(new NotFound(StreamKind.Realm), Realm.Advance(Realm.Unknown, Noon, Noon).Refusal);

    [Fact]
    public void is_the_same_when_read_from_a_snapshot() => Snapshots.AssertSame(Opened(ClockMode.Driven).State);

    private static Story<Realm> Opened(ClockMode mode) =>
        new Story<Realm>(StreamId.Of(Week), Realm.Unknown, Realm.Evolve).Then((realm, _) => Realm.Open(realm, Opening(mode)), Dispatcher());

    private static RealmOpened Opening(ClockMode mode) => new(Week, RealmKind.Replay, "America/Los_Angeles", "A week", Clock(mode));

    private static ClockSetting Clock(ClockMode mode) => new(mode, Noon, Noon, 1);
}
