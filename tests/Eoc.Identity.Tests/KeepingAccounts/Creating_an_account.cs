using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.KeepingAccounts;

public sealed class Creating_an_account
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task again_with_the_same_id_gives_the_same_answer(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        var administrator = await host.Operator();
        var request = Given.Account(Role.Liaison, "cta", "drill", "ada", "medical");

        var first = await host.Accounts.CreateAccountAsync(request, administrator);
        var again = await host.Accounts.CreateAccountAsync(request, administrator);

        Assert.Equal(first, again);
        Assert.Equal((request.Id, "ada", Role.Liaison, "cta", "drill"), (first.Account.Id, first.Account.Name, first.Account.Role, first.Account.Agency, first.Account.Realm));
        Assert.Single((await host.Accounts.ListAccountsAsync(new() { Realm = "drill" }, administrator)).Accounts);
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task many_times_at_once_makes_one(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        var administrator = await host.Operator();
        var request = Given.Account(Role.Liaison, name: "ada");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Accounts.CreateAccountAsync(request, administrator).ResponseAsync));

        Assert.All(answers, answer => Assert.Equal(request.Id, answer.Account?.Id));
        Assert.Single((await host.Accounts.ListAccountsAsync(new() { Realm = "live" }, administrator)).Accounts, account => account.Name == "ada");
    }

    [Fact]
    public async Task with_another_body_under_the_same_id_is_refused()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var administrator = await host.Operator();
        var request = Given.Account(Role.Liaison, name: "ada");
        await host.Accounts.CreateAccountAsync(request, administrator);

        var wider = request.Clone();
        wider.Role = Role.Administrator;
        var other = request.Clone();
        other.Password = "another long enough phrase";

        Assert.Equal("account-id-taken", (await host.Accounts.CreateAccountAsync(wider, administrator)).Refusal.Code);
        Assert.Equal("account-id-taken", (await host.Accounts.CreateAccountAsync(other, administrator)).Refusal.Code);
    }

    [Fact]
    public async Task under_a_name_of_the_same_realm_is_refused_and_of_another_realm_is_not()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var administrator = await host.Operator();
        await host.Accounts.CreateAccountAsync(Given.Account(Role.Liaison, name: "ada"), administrator);

        Assert.Equal("account-name-taken", (await host.Accounts.CreateAccountAsync(Given.Account(Role.Liaison, name: "ada"), administrator)).Refusal.Code);
        Assert.NotNull((await host.Accounts.CreateAccountAsync(Given.Account(Role.Liaison, realm: "drill", name: "ada"), administrator)).Account);
    }

    [Fact]
    public async Task of_an_administrator_outside_live_is_refused()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);

        var answer = await host.Accounts.CreateAccountAsync(Given.Account(Role.Administrator, realm: "drill"), await host.Operator());

        Assert.Equal("administrators-live-only", answer.Refusal.Code);
    }

    [Theory]
    [InlineData("name", "Ada")]
    [InlineData("name", "аda")] // a Cyrillic first letter
    [InlineData("name", "system")]
    [InlineData("name", "operator")]
    [InlineData("name", "a/b")]
    [InlineData("id", "1")]
    [InlineData("agency", "C P D")]
    [InlineData("realm", "")]
    [InlineData("password", "short")]
    [InlineData("password", "passwordpassword")]
    [InlineData("password", "aaaaaaaaaaaaaaaa")]
    [InlineData("password", "my name is lovelace")]
    public async Task with_a_bad_field_names_the_field_and_not_the_value(string field, string value)
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var request = Given.Account(Role.Liaison, name: "lovelace");
        CreateAccountRequest.Descriptor.FindFieldByName(field).Accessor.SetValue(request, value);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Accounts.CreateAccountAsync(request, await host.Operator()));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        var violation = Assert.Single(failure.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>().FieldViolations);
        Assert.Equal(field, violation.Field);
        if (field == "password") Assert.DoesNotContain(value, violation.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Device, "audiences", "role")]
    [InlineData(Role.Liaison, "everything", "audiences[0]")]
    public async Task of_a_device_or_with_an_unknown_label_is_bad(Role role, string label, string field)
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var request = Given.Account(role, name: "ada", audiences: label);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Accounts.CreateAccountAsync(request, await host.Operator()));

        Assert.Contains(failure.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>().FieldViolations, violation => violation.Field == field);
    }
}
