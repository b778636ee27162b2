using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.IssuingDevices;

public sealed class A_device_token
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task is_a_session_in_its_unit_that_lasts_a_year(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);

        var issued = (await host.Sessions.IssueDeviceTokenAsync(Request("cfd/e12", "medical"), await host.Operator())).Issued;
        var self = await host.Sessions.GetSelfAsync(new(), IdentityHost.Bearer(issued.Token));

        Assert.Equal(("cfd/e12", Role.Device, "cfd", "live", "cfd/e12"), (self.Account, self.Role, self.Agency, self.Realm, self.Unit));
        Assert.Equal(["room", "agency:cfd", "medical"], self.Audiences);
        Assert.InRange(issued.ExpiresAt.ToDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(364), TimeSpan.FromDays(365));
    }

    [Fact]
    public async Task asked_for_again_replaces_the_one_before()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var request = Request("cfd/e12");
        var administrator = await host.Operator();
        var first = IdentityHost.Bearer((await host.Sessions.IssueDeviceTokenAsync(request, administrator)).Issued.Token);
        await host.Sessions.GetSelfAsync(new(), first);

        var second = IdentityHost.Bearer((await host.Sessions.IssueDeviceTokenAsync(request, administrator)).Issued.Token);

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), first)));
        Assert.Equal(request.Session, (await host.Sessions.GetSelfAsync(new(), second)).Session);
    }

    [Fact]
    public async Task replaced_in_another_process_ends_what_runs_on_it()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var here = await IdentityHost.Start(store);
        await using var there = await IdentityHost.Start(store);
        var request = Request("cfd/e12");
        var administrator = await here.Operator();
        using var call = there.Probe.Converse(IdentityHost.Bearer((await here.Sessions.IssueDeviceTokenAsync(request, administrator)).Issued.Token));
        await call.RequestStream.WriteAsync(Given.Probe("live", "cfd/e12"));
        using var stream = await OpenStream.Of(call.ResponseStream);

        await here.Sessions.IssueDeviceTokenAsync(request, administrator);

        Assert.Equal(StatusCode.Unauthenticated, await stream.Ends(within: TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task under_the_id_of_another_session_is_refused()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var victim = await host.SignedIn(Role.Dispatcher);
        var request = Request("cfd/e12");
        request.Session = (await host.Sessions.GetSelfAsync(new(), victim)).Session;

        Assert.Equal("session-id-taken", (await host.Sessions.IssueDeviceTokenAsync(request, await host.Operator())).Refusal.Code);
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), victim)));
    }

    [Theory]
    [InlineData(Role.Liaison, "cfd/e12", "", StatusCode.OK, "")]
    [InlineData(Role.Liaison, "cpd/b12", "", StatusCode.PermissionDenied, "")]
    [InlineData(Role.Liaison, "cfd/e12", "medical", StatusCode.OK, "audience-not-held")]
    [InlineData(Role.Supervisor, "cpd/b12", "", StatusCode.OK, "")]
    [InlineData(Role.Dispatcher, "cfd/e12", "", StatusCode.PermissionDenied, "")]
    public async Task is_issued_within_the_issuer_s_own_reach_and_labels(Role role, string unit, string label, StatusCode status, string refusal)
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var issuer = await host.SignedIn(role, "cfd");
        IssueDeviceTokenResponse? answer = null;
        string[] labels = label.Length == 0 ? [] : [label];

        Assert.Equal(status, await Given.StatusOf(async () => answer = await host.Sessions.IssueDeviceTokenAsync(Request(unit, labels), issuer)));
        Assert.Equal(refusal, answer?.Refusal?.Code ?? string.Empty);
    }

    [Fact]
    public async Task is_listed_and_revoked_by_its_unit()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var device = await host.Device("cfd/e12");
        var supervisor = await host.SignedIn(Role.Supervisor);
        var listed = await host.Sessions.ListSessionsAsync(new() { Realm = "live", Account = "cfd/e12" }, supervisor);

        await host.Sessions.RevokeSessionAsync(new() { Realm = "live", Account = "cfd/e12", Session = listed.Sessions.Single().Id }, supervisor);

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), device)));
    }

    private static IssueDeviceTokenRequest Request(string unit, params string[] labels) =>
        new() { Realm = "live", Unit = unit, Session = Guid.CreateVersion7().ToString(), Audiences = { labels } };
}
