using Eoc.Identity.Storing;
using Eoc.Identity.Tests.Probing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.Identity.Tests.Starting;

public sealed class A_store_of_another_version
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task is_opened_with_its_people_when_it_is_older_and_refused_when_it_is_newer(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using (var first = await IdentityHost.Start(store)) await Mark(first, backend, null);
        await using (var again = await IdentityHost.Start(store))
        {
            Assert.Empty(again.Console);
            await Mark(again, backend, 2);
        }

        var refusal = await Assert.ThrowsAsync<StoreTooNewException>(() => IdentityHost.Start(store));

        Assert.Contains("their form is 2, this one knows 1. Start that version again", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Null: as a program left it that recorded no form. That of 2 is written over what the present one has recorded.</summary>
    private static async Task Mark(IdentityHost host, Backend backend, long? form)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        var statement = backend == Backend.Sqlite ? (form is null ? "PRAGMA user_version = 0" : "PRAGMA user_version = 2") : form is null ? "DROP TABLE identity.form" : "UPDATE identity.form SET version = 2";
        await db.Database.ExecuteSqlRawAsync(statement);
        if (backend == Backend.Postgres && form is not null) Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM identity.form").SingleAsync());
    }
}
