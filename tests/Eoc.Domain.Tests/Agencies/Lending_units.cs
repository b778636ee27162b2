using Eoc.Contracts.Events.Agencies;
using Eoc.Domain.Agencies;
using Eoc.Domain.Tests.Givens;

namespace Eoc.Domain.Tests.Agencies;

public sealed class Lending_units
{
    private static readonly AgencyRegistered FireDepartment = new(Cfd, "Fire Department", Discipline.Fire);

    [Fact]
    public void begins_with_the_agency_taking_part() => Assert.Equal(FireDepartment, Registered().State.Registration);

    [Fact]
    public void registering_twice_is_done_once() => Assert.Equal(Decision.Nothing, Agency.Register(Registered(), FireDepartment));

    [Fact]
    public void names_whose_dispatchers_may_send_them() =>
        Assert.Equal([Cpd, Sffd], Registered().Then((agency, _) => Agency.Consent(agency, [Sffd, Cpd, Sffd]), Dispatcher()).State.MayDispatch);

    [Fact]
    public void to_the_same_agencies_twice_is_done_once() =>
        Assert.Equal(Decision.Nothing, Agency.Consent(Registered().Then((agency, _) => Agency.Consent(agency, [Sffd, Cpd]), Dispatcher()), [Cpd, Sffd]));

    [Fact]
    public void ends_when_the_list_leaves_an_agency_out() =>
        Assert.Empty(
            Registered().Then((agency, _) => Agency.Consent(agency, [Cpd]), Dispatcher()).Then((agency, _) => Agency.Consent(agency, []), Dispatcher()).State.MayDispatch);

    [Fact]
    public void wants_an_agency_that_takes_part() => Assert.Equal(new NotFound(StreamKind.Agency), Agency.Consent(Agency.Unknown, [Cpd]).Refusal);

    [Fact]
    public void is_the_same_when_read_from_a_snapshot() =>
        Snapshots.AssertSame(Registered().Then((agency, _) => Agency.Consent(agency, [Cpd]), Dispatcher()).State);

    private static Story<Agency> Registered() =>
        new Story<Agency>(StreamId.Of(RealmId.Live, Cfd), Agency.Unknown, Agency.Evolve).Then((agency, _) => Agency.Register(agency, FireDepartment), Dispatcher());
}
