using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.KeepingAccounts;

public sealed class Shutting_an_account
{
    [Fact]
    public async Task keeps_the_person_out_until_it_is_opened_again()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        await host.SignedIn(Role.Dispatcher, name: "ada");
        var administrator = await host.Operator();

        var shut = await host.Accounts.DisableAccountAsync(new() { Realm = "live", Account = "ada" }, administrator);
        var refused = await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada")));
        var opened = await host.Accounts.EnableAccountAsync(new() { Realm = "live", Account = "ada" }, administrator);

        Assert.Equal((true, StatusCode.Unauthenticated, false), (shut.Account.Disabled, refused, opened.Account.Disabled));
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada"))));
    }

    [Fact]
    public async Task twice_succeeds_twice()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        await host.SignedIn(Role.Dispatcher, name: "ada");
        var request = new DisableAccountRequest { Realm = "live", Account = "ada" };
        var administrator = await host.Operator();

        Assert.Equal(await host.Accounts.DisableAccountAsync(request, administrator), await host.Accounts.DisableAccountAsync(request, administrator));
    }

    [Fact]
    public async Task of_the_last_administrator_is_refused()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var administrator = await host.Operator();
        var last = new DisableAccountRequest { Realm = "live", Account = "admin" };

        Assert.Equal("last-administrator", (await host.Accounts.DisableAccountAsync(last, administrator)).Refusal.Code);

        await host.Accounts.CreateAccountAsync(Given.Account(Role.Administrator, name: "second"), administrator);
        Assert.True((await host.Accounts.DisableAccountAsync(last, administrator)).Account.Disabled);
    }
}
