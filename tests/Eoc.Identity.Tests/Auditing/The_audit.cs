using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Storing;
using Eoc.Identity.Tests.Probing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.Identity.Tests.Auditing;

public sealed class The_audit
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task tells_who_did_or_tried_what_from_where_and_how_it_ended(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using (var host = await IdentityHost.Start(store))
        {
            var session = await host.SignedIn(Role.Dispatcher, name: "ada");
            await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada", password: "Canary-Password-2")));
            await Given.StatusOf(async () => await host.Accounts.ListAccountsAsync(new() { Realm = "live" }, session));
            await host.Sessions.SignOutAsync(new(), session);
        }

        var entries = await Entries(store);

        Assert.Contains(entries, entry => entry is { Actor: "live/operator", Action: "account.created", Subject: "live/ada", Outcome: "done", Source: "127.0.0.1" });
        Assert.Contains(entries, entry => entry is { Actor: "live/ada", Action: "session.begun", Outcome: "done", Source: "127.0.0.1" });
        Assert.Contains(entries, entry => entry is { Actor: "live/ada", Action: "session.begun", Outcome: "refused", Source: "127.0.0.1" });
        Assert.Contains(entries, entry => entry is { Actor: "live/ada", Action: "call", Subject: "/eoc.v1.AccountService/ListAccounts", Outcome: "refused" });
        Assert.Contains(entries, entry => entry is { Actor: "live/ada", Action: "session.signed-out", Outcome: "done" });
        Assert.DoesNotContain(entries, entry => $"{entry.Actor}{entry.Subject}{entry.Action}".Contains("Canary", StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.InRange(TimeProvider.System.GetUtcNow() - entry.At, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task counts_a_flood_instead_of_growing_with_it()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        // The clock stands, so that however long they take all of them come while one batch is gathered.
        await using (var host = await IdentityHost.Start(store, clock: new LookingClock()))
        {
            var session = await host.SignedIn(Role.Dispatcher, name: "ada");
            await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Given.StatusOf(async () => await host.Accounts.ListAccountsAsync(new() { Realm = "live" }, session))));
        }

        var denials = (await Entries(store)).Where(entry => entry.Action == "call").ToList();

        Assert.Equal(500, Assert.Single(denials).Times);
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task is_neither_changed_nor_deleted(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        await using var db = await Open(host);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Audit.ExecuteDeleteAsync());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Audit.ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Actor, "somebody else")));
        Assert.Equal("system", (await db.Audit.OrderBy(entry => entry.Position).FirstAsync()).Actor);
    }

    private static async Task<List<AuditEntry>> Entries(Store store)
    {
        await using var host = await IdentityHost.Start(store);
        await using var db = await Open(host);
        return await db.Audit.AsNoTracking().OrderBy(entry => entry.Position).ToListAsync();
    }

    private static Task<IdentityDb> Open(IdentityHost host) => host.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
}
