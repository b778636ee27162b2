using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Storing;
using Eoc.Identity.Tests.Probing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Eoc.Identity.Tests.Starting;

public sealed class The_first_start
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task prints_an_administrator_s_password_that_opens(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);

        var signedIn = await host.Sessions.SignInAsync(Given.SignIn("admin", password: host.PrintedPassword));
        var self = await host.Sessions.GetSelfAsync(new(), IdentityHost.Bearer(signedIn.Token));

        Assert.Equal(("admin", Role.Administrator, "live"), (self.Account, self.Role, self.Realm));
        Assert.True(host.PrintedPassword.Length >= 24);
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task is_the_only_one_that_prints(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using (var first = await IdentityHost.Start(store)) Assert.NotEmpty(first.Console);

        await using var second = await IdentityHost.Start(store);

        Assert.Empty(second.Console);
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task of_several_processes_at_once_makes_one_administrator(Backend backend)
    {
        await using var store = await Store.Create(backend);

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => IdentityHost.Start(store))));

        await using var db = await hosts[0].Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        Assert.Equal("admin", (await db.Users.SingleAsync()).Name);
        Assert.Single(hosts, host => host.Console.Length > 0);
        Assert.DoesNotContain(hosts.SelectMany(host => host.Logs.Lines), line => line.Contains("Failed executing DbCommand", StringComparison.Ordinal));
        foreach (var host in hosts) await host.DisposeAsync();
    }

    [Fact]
    public async Task finds_its_place_in_a_database_that_others_use()
    {
        await using var store = await Store.Create(Backend.Postgres);
        await using var connection = new NpgsqlConnection(store.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE TABLE accounts (id int); CREATE SCHEMA journal_live; CREATE TABLE journal_live.events (id int)", connection);
        await command.ExecuteNonQueryAsync();

        await using var host = await IdentityHost.Start(store);

        Assert.Equal("admin", (await host.Accounts.ListAccountsAsync(new() { Realm = "live" }, await host.Operator())).Accounts.Single().Name);
    }

    [Fact]
    public async Task stores_the_password_only_as_a_hash()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();

        var account = await db.Users.SingleAsync();

        Assert.DoesNotContain(host.PrintedPassword, account.PasswordHash, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(host.PrintedPassword, StringComparison.Ordinal));
    }
}
