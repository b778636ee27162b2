using Eoc.Contracts.Events.Realms;
using Eoc.Domain.Realms;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Realms;

public sealed class Choosing_a_realms_city
{
    private static readonly CityId First = CityId.Parse("first");
    private static readonly CityId Second = CityId.Parse("second");

    [Fact]
    public void moves_a_realm_that_was_opened_in_another() => Assert.Equal(Second, Chosen(Opened(First), Second).State.City);

    [Fact]
    public void needs_no_opening_as_live_has_none() => Assert.Equal(First, Chosen(new(StreamId.Of(RealmId.Live), Realm.Unknown, Realm.Evolve), First).State.City);

    [Fact]
    public void brings_its_time_zone_along()
    {
        Assert.Equal("America/Chicago", Chosen(Opened(First), Second, "America/Chicago").State.TimeZone);
        Assert.Equal("America/Chicago", Chosen(new(StreamId.Of(RealmId.Live), Realm.Unknown, Realm.Evolve), First, "America/Chicago").State.TimeZone);
        Assert.Equal("Etc/UTC", Chosen(Opened(First), Second).State.TimeZone);
        Assert.IsType<RealmCityChosen>(Assert.Single(Realm.Choose(Opened(First), First, "America/Chicago").Facts));
    }

    [Fact]
    public void may_end_in_none() => Assert.Null(Chosen(Opened(First), null).State.City);

    [Fact]
    public void twice_is_done_once() => Assert.Equal(Decision.Nothing, Realm.Choose(Opened(First), First));

    [Fact]
    public void is_the_same_when_read_from_a_snapshot() => Snapshots.AssertSame(Chosen(Opened(First), Second).State);

    [Fact]
    public void at_the_opening_counts_as_part_of_it() =>
        Assert.Equal(new AlreadyExists(StreamKind.Realm), Realm.Open(Opened(First), Opening(Second)).Refusal);

    private static Story<Realm> Chosen(Story<Realm> realm, CityId? city, string? zone = null) => realm.Then((state, _) => Realm.Choose(state, city, zone), Dispatcher());

    private static Story<Realm> Opened(CityId? city) =>
        new Story<Realm>(StreamId.Of(RealmId.Demo), Realm.Unknown, Realm.Evolve).Then((realm, _) => Realm.Open(realm, Opening(city)), Dispatcher());

    private static RealmOpened Opening(CityId? city) =>
        new(RealmId.Demo, RealmKind.Demonstration, "Etc/UTC", "Demonstration", new(ClockMode.Wall, Noon, Noon, 1), city);
}
