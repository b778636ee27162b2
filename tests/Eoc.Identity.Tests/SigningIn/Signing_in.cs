using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.SigningIn;

public sealed class Signing_in
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task tells_who_the_caller_is(Backend backend)
    {
        using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        var session = await host.SignedIn(Role.Dispatcher, "cpd", "live", "ada", "law-enforcement-sensitive");

        var self = await host.Sessions.GetSelfAsync(new(), session);

        Assert.Equal(("ada", Role.Dispatcher, "cpd", "live", ""), (self.Account, self.Role, self.Agency, self.Realm, self.Unit));
        Assert.Equal(["room", "agency:cpd", "law-enforcement-sensitive"], self.Audiences);
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task ends_with_signing_out(Backend backend)
    {
        using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        var session = await host.SignedIn(Role.Dispatcher);

        await host.Sessions.SignOutAsync(new(), session);

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));
    }

    [Theory]
    [InlineData("ada", "live", "not her password")]
    [InlineData("nobody", "live", Given.Password)]
    [InlineData("ada", "elsewhere", Given.Password)]
    [InlineData("shut", "live", Given.Password)]
    public async Task fails_with_one_answer_whatever_was_wrong(string account, string realm, string password)
    {
        using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        await host.SignedIn(Role.Dispatcher, name: "ada");
        await host.SignedIn(Role.Dispatcher, name: "shut");
        await host.Accounts.DisableAccountAsync(new() { Realm = "live", Account = "shut" }, await host.Operator());

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Sessions.SignInAsync(Given.SignIn(account, realm, password)));

        Assert.Equal(new Status(StatusCode.Unauthenticated, "Realm, account, password or code is wrong."), new Status(failure.StatusCode, failure.Status.Detail));
        Assert.DoesNotContain(failure.Trailers, trailer => trailer.Key.StartsWith("grpc-status-details", StringComparison.Ordinal));
    }

    [Fact]
    public async Task hashes_for_an_unknown_account_as_long_as_for_a_known_one()
    {
        using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, settings => settings.PasswordRounds = 200_000);
        await host.Accounts.CreateAccountAsync(Given.Account(Role.Dispatcher, name: "ada"), await host.Operator());
        await Fastest(host, "warm");

        var (known, unknown) = (await Fastest(host, "ada"), await Fastest(host, "nobody"));

        Assert.InRange(unknown / known, 0.6, 1.6);
    }

    [Fact]
    public async Task leaves_no_token_or_password_in_any_log()
    {
        using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var session = await host.SignedIn(Role.Dispatcher, name: "ada");
        await host.Sessions.GetSelfAsync(new(), session);
        await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada", password: "Canary-Password-1")));
        await host.Sessions.SignOutAsync(new(), session);

        var secrets = new[] { session[0].Value["Bearer ".Length..], Given.Password, "Canary-Password-1", host.PrintedPassword };

        Assert.NotEmpty(host.Logs.Lines);
        Assert.DoesNotContain(host.Logs.Lines, line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer eoc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer eoc_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task is_needed_before_anything_else(string authorization)
    {
        using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var metadata = new Metadata();
        if (authorization.Length > 0) metadata.Add("authorization", authorization);

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Accounts.ListAccountsAsync(new() { Realm = "live" }, metadata)));
    }

    private static async Task<double> Fastest(IdentityHost host, string account)
    {
        var times = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn(account, password: "wrong, and long")));
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Min();
    }
}
