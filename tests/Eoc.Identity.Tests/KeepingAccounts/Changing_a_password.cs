using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.KeepingAccounts;

public sealed class Changing_a_password
{
    private const string Next = "the next long phrase";

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task ends_the_other_sessions_and_keeps_one_s_own(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store, clock: new LookingClock());
        var own = await host.SignedIn(Role.Dispatcher, name: "ada");
        using var other = await OpenStream.Watch(host, IdentityHost.Bearer((await host.Sessions.SignInAsync(Given.SignIn("ada"))).Token));

        var answer = await host.Accounts.SetPasswordAsync(new() { CurrentPassword = Given.Password, NewPassword = Next }, own);

        Assert.Null(answer.Refusal);
        Assert.Equal(StatusCode.Unauthenticated, await other.Ends());
        await using var restarted = await IdentityHost.Start(store, clock: new LookingClock()); // its own session stands in the store too, not only in hand
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await restarted.Sessions.GetSelfAsync(new(), own)));
        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada"))));
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada", password: Next))));
    }

    [Fact]
    public async Task without_the_current_one_is_refused_and_throttled()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, clock: new LookingClock()); // else the first wait of a second may be over
        var own = await host.SignedIn(Role.Dispatcher, name: "ada");
        var guess = new SetPasswordRequest { CurrentPassword = "a stolen session guesses", NewPassword = Next };

        for (var round = 0; round < 5; round++) Assert.Equal("password-wrong", (await host.Accounts.SetPasswordAsync(guess, own)).Refusal.Code);

        Assert.Equal(StatusCode.ResourceExhausted, await Given.StatusOf(async () => await host.Accounts.SetPasswordAsync(guess, own)));
    }

    [Fact]
    public async Task of_another_by_an_administrator_ends_its_sessions()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var session = await host.SignedIn(Role.Dispatcher, name: "ada");

        await host.Accounts.ResetPasswordAsync(new() { Realm = "live", Account = "ada", NewPassword = Next }, await host.Operator());

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada", password: Next))));
    }

    [Fact]
    public async Task of_nobody_says_so_to_an_administrator()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);

        var answer = await host.Accounts.ResetPasswordAsync(new() { Realm = "live", Account = "nobody", NewPassword = Next }, await host.Operator());

        Assert.Equal("no-such-account", answer.Refusal.Code);
    }
}
