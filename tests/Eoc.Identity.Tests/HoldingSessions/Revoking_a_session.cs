using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.HoldingSessions;

public sealed class Revoking_a_session
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task ends_its_open_streams_at_once(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store, clock: new LookingClock());
        var session = await host.SignedIn(Role.Dispatcher);
        using var watch = await OpenStream.Watch(host, session);

        await host.Sessions.SignOutAsync(new(), session);

        Assert.Equal(StatusCode.Unauthenticated, await watch.Ends());
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task ends_its_open_streams_in_every_other_process_within_a_second(Backend backend)
    {
        var clock = new LookingClock();
        await using var store = await Store.Create(backend);
        await using var here = await IdentityHost.Start(store, clock: clock);
        await using var there = await IdentityHost.Start(store, clock: clock);
        var session = await here.SignedIn(Role.Dispatcher);
        var self = await here.Sessions.GetSelfAsync(new(), session);
        using var watch = await OpenStream.Watch(there, session);
        await clock.IsLookedAt(hosts: 2);

        await here.Sessions.RevokeSessionAsync(new() { Realm = "live", Account = self.Account, Session = self.Session }, await here.Operator());
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(StatusCode.Unauthenticated, await watch.Ends());
        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await there.Sessions.GetSelfAsync(new(), session)));
    }

    [Fact]
    public async Task ends_a_stream_whose_handler_does_not_listen()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var session = await host.SignedIn(Role.Dispatcher);
        using var call = host.Probe.Deaf(Given.Probe(), session);
        using var deaf = await OpenStream.Of(call.ResponseStream);

        await host.Sessions.SignOutAsync(new(), session);

        Assert.Equal(StatusCode.Unauthenticated, await deaf.Ends(within: Second));
    }

    [Fact]
    public async Task ends_what_a_device_is_sending()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var session = await host.Device("cpd/b12");
        using var converse = host.Probe.Converse(session);
        using var report = host.Probe.Report(session);
        await converse.RequestStream.WriteAsync(Given.Probe("live", "cpd/b12"));
        using var answers = await OpenStream.Of(converse.ResponseStream);
        await report.RequestStream.WriteAsync(Given.Probe("live", "cpd/b12"));

        var start = TimeProvider.System.GetTimestamp();
        await host.Sessions.SignOutAsync(new(), session);

        Assert.Equal(StatusCode.Unauthenticated, await answers.Ends(within: Second));
        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await report).WaitAsync(OpenStream.Patience));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, Second);
    }

    [Fact]
    public async Task leaves_the_account_s_other_sessions_alone()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var first = await host.SignedIn(Role.Dispatcher, name: "ada");
        var second = IdentityHost.Bearer((await host.Sessions.SignInAsync(Given.SignIn("ada"))).Token);
        var listed = await host.Sessions.ListSessionsAsync(new() { Realm = "live" }, first);

        await host.Sessions.RevokeSessionAsync(new() { Realm = "live", Session = listed.Sessions.Single(session => !session.Own).Id }, first);

        Assert.Equal(2, listed.Sessions.Count);
        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), second)));
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), first)));
        Assert.Single((await host.Sessions.ListSessionsAsync(new() { Realm = "live" }, first)).Sessions);
    }

    [Fact]
    public async Task twice_succeeds_twice()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var session = await host.SignedIn(Role.Dispatcher);
        var self = await host.Sessions.GetSelfAsync(new(), session);
        var revoke = new RevokeSessionRequest { Realm = "live", Account = self.Account, Session = self.Session };
        var administrator = await host.Operator();

        await host.Sessions.RevokeSessionAsync(revoke, administrator);

        Assert.Equal(new RevokeSessionResponse(), await host.Sessions.RevokeSessionAsync(revoke, administrator));
    }

    [Theory]
    [InlineData(Role.Dispatcher, "cpd", "live", StatusCode.PermissionDenied)]
    [InlineData(Role.Observer, "cpd", "live", StatusCode.PermissionDenied)]
    [InlineData(Role.Supervisor, "cfd", "live", StatusCode.OK)]
    [InlineData(Role.Supervisor, "cpd", "drill", StatusCode.PermissionDenied)]
    [InlineData(Role.Administrator, "eoc", "live", StatusCode.OK)]
    public async Task of_another_is_for_supervisors_of_the_realm_and_administrators(Role role, string agency, string realm, StatusCode expected)
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var self = await host.Sessions.GetSelfAsync(new(), await host.SignedIn(Role.Dispatcher, name: "ada"));
        var other = await host.SignedIn(role, agency, realm, "other");
        var revoke = new RevokeSessionRequest { Realm = "live", Account = "ada", Session = self.Session };

        Assert.Equal(expected, await Given.StatusOf(async () => await host.Sessions.RevokeSessionAsync(revoke, other)));
        Assert.Equal(expected, await Given.StatusOf(async () => await host.Sessions.ListSessionsAsync(new() { Realm = "live", Account = "ada" }, other)));
    }

    [Fact]
    public async Task of_one_account_named_with_another_s_session_ends_nothing()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var ada = await host.SignedIn(Role.Dispatcher, name: "ada");
        var bob = await host.SignedIn(Role.Dispatcher, name: "bob");
        var session = (await host.Sessions.GetSelfAsync(new(), ada)).Session;

        await host.Sessions.RevokeSessionAsync(new() { Realm = "live", Session = session }, bob);

        Assert.Equal("ada", (await host.Sessions.GetSelfAsync(new(), ada)).Account);
    }
}
