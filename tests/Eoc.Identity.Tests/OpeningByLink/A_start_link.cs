using System.Net;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Storing;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Identity.Tests.OpeningByLink;

public sealed class A_start_link
{
    private const string Name = "dispatcher";

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task opens_the_account_it_was_made_for(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        var secret = await Issue(host);

        var opened = await Redeem(host, secret);

        var self = await host.Sessions.GetSelfAsync(new(), IdentityHost.Bearer(opened.Session.Token));
        Assert.Equal((Name, Role.Dispatcher, "demo"), (self.Account, self.Role, self.Realm));
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task opens_once_however_many_try_at_once(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store);
        var secret = await Issue(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Redeem(host, secret)));

        Assert.Single(answers, answer => answer.Session is not null);
        Assert.All(answers.Where(answer => answer.Session is null), answer => Assert.Equal("start-link-used", answer.Refusal.Code));
    }

    [Fact]
    public async Task is_refused_as_used_the_second_time()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var secret = await Issue(host);
        Assert.NotNull((await Redeem(host, secret)).Session);

        Assert.Equal("start-link-used", (await Redeem(host, secret)).Refusal.Code);
    }

    [Fact]
    public async Task is_refused_as_expired_after_a_quarter_of_an_hour()
    {
        var clock = new FakeTimeProvider(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, services: services => services.AddSingleton<TimeProvider>(clock));
        var secret = await Issue(host);
        clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal("start-link-expired", (await Redeem(host, secret)).Refusal.Code);
    }

    [Fact]
    public async Task still_opens_just_before_that()
    {
        var clock = new FakeTimeProvider(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, services: services => services.AddSingleton<TimeProvider>(clock));
        var secret = await Issue(host);
        clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));

        Assert.NotNull((await Redeem(host, secret)).Session);
    }

    [Fact]
    public async Task is_refused_to_another_machine_and_stays_unused()
    {
        var elsewhere = IPAddress.Parse("192.0.2.7");
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, services: services => services.AddSingleton<IStartupFilter>(new Seen(() => elsewhere)));
        var secret = await Issue(host);

        Assert.Equal("start-link-not-loopback", (await Redeem(host, secret)).Refusal.Code);

        elsewhere = IPAddress.IPv6Loopback;
        Assert.NotNull((await Redeem(host, secret)).Session);
    }

    [Fact]
    public async Task is_unknown_once_a_newer_one_was_made()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var earlier = await Issue(host);
        await host.Services.GetRequiredService<IStartLinks>().Issue(RealmId.Demo, Name, CancellationToken.None);

        Assert.Equal("start-link-unknown", (await Redeem(host, earlier)).Refusal.Code);
    }

    [Fact]
    public async Task opens_nothing_for_an_account_that_was_shut()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var secret = await Issue(host);
        await host.Accounts.DisableAccountAsync(new() { Realm = "demo", Account = Name }, await host.Operator());

        Assert.Equal("start-link-unknown", (await Redeem(host, secret)).Refusal.Code);
    }

    [Fact]
    public async Task is_never_made_for_live()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        await Assert.ThrowsAsync<ArgumentException>(() => host.Services.GetRequiredService<IStartLinks>().Issue(RealmId.Live, "admin", CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task is_kept_only_as_a_hash()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);
        var secret = await Issue(host);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();

        var row = await db.UserTokens.SingleAsync();

        Assert.DoesNotContain(secret, $"{row.Name} {row.Value}", StringComparison.Ordinal);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Theory, InlineData(""), InlineData("short"), InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task of_another_form_is_an_invalid_argument(string secret)
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store);

        Assert.Equal(StatusCode.InvalidArgument, await Given.StatusOf(() => Redeem(host, secret)));
    }

    private static async Task<string> Issue(IdentityHost host)
    {
        await host.Accounts.CreateAccountAsync(Given.Account(Role.Dispatcher, realm: "demo", name: Name), await host.Operator());
        return await host.Services.GetRequiredService<IStartLinks>().Issue(RealmId.Demo, Name, CancellationToken.None);
    }

    private static async Task<RedeemStartLinkResponse> Redeem(IdentityHost host, string secret) =>
        await host.Sessions.RedeemStartLinkAsync(new() { Secret = secret });

    /// <summary>Calls seem to come from this address.</summary>
    private sealed class Seen(Func<IPAddress> address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, call) =>
            {
                context.Connection.RemoteIpAddress = address();
                return call(context);
            });
            next(app);
        };
    }
}
