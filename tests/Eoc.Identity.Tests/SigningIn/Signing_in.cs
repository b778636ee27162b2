using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.Tests.SigningIn;

public sealed class Signing_in
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task tells_who_the_caller_is(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        var session = await host.SignedIn(Role.Dispatcher, "cpd", "live", "ada", "law-enforcement-sensitive");

        var self = await host.Sessions.GetSelfAsync(new(), session);

        Assert.Equal(("ada", Role.Dispatcher, "cpd", "live", ""), (self.Account, self.Role, self.Agency, self.Realm, self.Unit));
        Assert.Equal(["room", "agency:cpd", "law-enforcement-sensitive"], self.Audiences);
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task ends_with_signing_out(Backend backend)
    {
        await using var store = await Store.Create(backend);
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
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        await host.SignedIn(Role.Dispatcher, name: "ada");
        await host.SignedIn(Role.Dispatcher, name: "shut");
        await host.Accounts.DisableAccountAsync(new() { Realm = "live", Account = "shut" }, await host.Operator());

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Sessions.SignInAsync(Given.SignIn(account, realm, password)));

        Assert.Equal(new Status(StatusCode.Unauthenticated, "Realm, account, password or code is wrong."), new Status(failure.StatusCode, failure.Status.Detail));
        Assert.DoesNotContain(failure.Trailers, trailer => trailer.Key.StartsWith("grpc-status-details", StringComparison.Ordinal));
    }

    [Theory, InlineData("ada"), InlineData("nobody")]
    public async Task costs_one_hash_of_full_strength_whether_the_account_exists_or_not(string account)
    {
        var hasher = new CountingHasher();
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, services: services => services.AddSingleton<IPasswordHasher<Account>>(hasher));
        await host.SignedIn(Role.Dispatcher, name: "ada");
        hasher.Verified.Clear();

        await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn(account, password: "wrong, and long")));

        // Version 3 of the format says algorithm and rounds in the first nine bytes.
        Assert.Equal([Convert.ToHexString(Convert.FromBase64String(hasher.HashPassword(null!, "any")).AsSpan(0, 9))], hasher.Verified);
    }

    [Fact]
    public async Task leaves_no_token_or_password_in_any_log()
    {
        await using var store = await Store.Create(Backend.Sqlite);
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
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var metadata = new Metadata();
        if (authorization.Length > 0) metadata.Add("authorization", authorization);

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Accounts.ListAccountsAsync(new() { Realm = "live" }, metadata)));
    }

    private sealed class CountingHasher : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> _inner = new(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));

        public List<string> Verified { get; } = [];

        public string HashPassword(Account user, string password) => _inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Verified.Add(Convert.ToHexString(Convert.FromBase64String(hashedPassword).AsSpan(0, 9)));
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
