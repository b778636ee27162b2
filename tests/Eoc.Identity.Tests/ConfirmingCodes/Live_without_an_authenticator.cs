using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.ConfirmingCodes;

public sealed class Live_without_an_authenticator
{
    // A code holds for half a minute, and a busy machine may take longer.
    private readonly LookingClock _clock = new();

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task opens_nothing_but_the_way_to_one(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await Start(store);
        var session = await host.SignedIn(Role.Dispatcher, name: "ada");

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await host.Sessions.ListSessionsAsync(new() { Realm = "live" }, session));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal("authenticator-required", refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
        Assert.Equal(StatusCode.PermissionDenied, await Given.StatusOf(async () => await OpenStream.Watch(host, session)));
        Assert.Equal(StatusCode.PermissionDenied, await Given.StatusOf(async () => await host.Accounts.SetPasswordAsync(new() { CurrentPassword = Given.Password, NewPassword = "another long phrase" }, session)));
        Assert.True((await host.Sessions.GetSelfAsync(new(), session)).AuthenticatorRequired);

        await Enrol(host, session);

        Assert.False((await host.Sessions.GetSelfAsync(new(), session)).AuthenticatorRequired);
        Assert.Single((await host.Sessions.ListSessionsAsync(new() { Realm = "live" }, session)).Sessions);
        using var stream = await OpenStream.Watch(host, session);
    }

    [Fact]
    public async Task is_not_gone_round_by_a_session_that_was_begun_before()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await Start(store);
        var session = await host.SignedIn(Role.Dispatcher, name: "ada");
        var earlier = IdentityHost.Bearer((await host.Sessions.SignInAsync(Given.SignIn("ada"))).Token);
        Assert.True((await host.Sessions.GetSelfAsync(new(), earlier)).AuthenticatorRequired);

        var key = await Enrol(host, session);

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.ListSessionsAsync(new() { Realm = "live" }, earlier)));
        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada"))));
        var later = IdentityHost.Bearer((await host.Sessions.SignInAsync(Given.SignIn("ada", code: Code(key, +1)))).Token);
        Assert.False((await host.Sessions.GetSelfAsync(new(), later)).AuthenticatorRequired);
    }

    [Fact]
    public async Task comes_back_when_the_authenticator_is_taken_away()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await Start(store);
        await Enrol(host, await host.SignedIn(Role.Dispatcher, name: "ada"));

        await host.Accounts.ResetPasswordAsync(new() { Realm = "live", Account = "ada", NewPassword = Given.Password, RemoveTotp = true }, await host.Operator());

        var session = IdentityHost.Bearer((await host.Sessions.SignInAsync(Given.SignIn("ada"))).Token);
        Assert.Equal(StatusCode.PermissionDenied, await Given.StatusOf(async () => await host.Sessions.ListSessionsAsync(new() { Realm = "live" }, session)));
    }

    [Fact]
    public async Task is_no_matter_in_a_drill_of_a_device_and_of_the_host_itself()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await Start(store);

        var drill = await host.SignedIn(Role.Dispatcher, realm: "drill");
        Assert.False((await host.Sessions.GetSelfAsync(new(), drill)).AuthenticatorRequired);
        Assert.Single((await host.Sessions.ListSessionsAsync(new() { Realm = "drill" }, drill)).Sessions);
        Assert.False((await host.Sessions.GetSelfAsync(new(), await host.Device())).AuthenticatorRequired);
        Assert.False((await host.Sessions.GetSelfAsync(new(), await host.Operator())).AuthenticatorRequired);
    }

    private Task<IdentityHost> Start(Store store) => IdentityHost.Start(store, settings => settings.LiveNeedsAuthenticator = true, clock: _clock);

    private async Task<byte[]> Enrol(IdentityHost host, Metadata session)
    {
        var key = Base32.Decode((await host.Accounts.EnrolTotpAsync(new() { Password = Given.Password }, session)).Key.Secret);
        Assert.Null((await host.Accounts.ConfirmTotpAsync(new() { Code = Code(key, 0) }, session)).Refusal);
        return key;
    }

    private string Code(byte[] key, int ahead) => TotpCode.At(key, TotpCode.StepAt(_clock.GetUtcNow()) + ahead);
}
