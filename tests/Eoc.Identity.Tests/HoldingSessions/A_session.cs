using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.Storing;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.Identity.Tests.HoldingSessions;

public sealed class A_session
{
    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task and_its_streams_end_when_the_account_is_shut(Backend backend)
    {
        var clock = new LookingClock();
        await using var store = await Store.Create(backend);
        await using var here = await IdentityHost.Start(store, clock: clock);
        await using var there = await IdentityHost.Start(store, clock: clock);
        var session = await here.SignedIn(Role.Dispatcher, name: "ada");
        using var watch = await OpenStream.Watch(there, session);
        await clock.IsLookedAt(hosts: 2);

        await here.Accounts.DisableAccountAsync(new() { Realm = "live", Account = "ada" }, await here.Operator());
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(StatusCode.Unauthenticated, await watch.Ends());
        await here.Accounts.EnableAccountAsync(new() { Realm = "live", Account = "ada" }, await here.Operator());
        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await here.Sessions.GetSelfAsync(new(), session)));
    }

    [Fact]
    public async Task ends_at_its_limit_even_when_it_is_in_use()
    {
        var clock = new LookingClock();
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, clock: clock);
        var session = await host.SignedIn(Role.Dispatcher);
        using var watch = await OpenStream.Watch(host, session);
        await clock.IsLookedAt(hosts: 1);

        clock.Advance(TimeSpan.FromHours(16) - TimeSpan.FromSeconds(1));
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(StatusCode.Unauthenticated, await watch.Ends());
    }

    [Fact]
    public async Task lasts_while_a_stream_is_open_and_ends_when_it_was_idle()
    {
        var clock = new LookingClock();
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, clock: clock);
        var idle = await host.SignedIn(Role.Dispatcher, name: "idle");
        var busy = await host.SignedIn(Role.Dispatcher, name: "busy");
        using var watch = await OpenStream.Watch(host, busy);

        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.Equal(StatusCode.Unauthenticated, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), idle)));
        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), busy)));
    }

    [Fact]
    public async Task is_kept_as_a_hash_only()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var token = (await host.SignedIn(Role.Dispatcher))[0].Value["Bearer ".Length..];

        await using var db = await host.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        var rows = await db.Sessions.ToListAsync();

        Assert.True(SessionToken.TryHash(token, out var hash));
        Assert.Contains(rows, row => row.TokenHash.SequenceEqual(hash.ToStored()));
        Assert.Equal(47, token.Length);
        Assert.Equal(64, Enumerable.Range(0, 64).Select(_ => SessionToken.New()).Distinct().Count());
    }

    [Fact]
    public async Task in_hand_costs_no_question_to_the_store()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, settings => settings.Revalidation = TimeSpan.FromHours(1));
        var session = await host.SignedIn(Role.Dispatcher);
        await host.Sessions.GetSelfAsync(new(), session);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        await db.Sessions.ExecuteDeleteAsync();

        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));
    }
}
