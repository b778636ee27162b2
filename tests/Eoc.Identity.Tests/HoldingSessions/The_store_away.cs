using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Eoc.TestServers;
using Grpc.Core;

namespace Eoc.Identity.Tests.HoldingSessions;

public sealed class The_store_away
{
    [Fact]
    public async Task leaves_sessions_in_hand_for_as_long_as_they_are_trusted_and_no_longer()
    {
        if (!PostgresServer.Installed) Assert.Skip("No PostgreSQL server is installed that a test could kill.");
        var clock = new LookingClock();
        await using var server = await PostgresServer.StartPrivate();
        await using var store = Store.On(server.ConnectionString);
        await using var host = await IdentityHost.Start(store, clock: clock);
        using var watch = await OpenStream.Watch(host, await host.SignedIn(Role.Dispatcher, name: "ada"));
        var session = await host.SignedIn(Role.Dispatcher, name: "bob");
        await host.Sessions.GetSelfAsync(new(), session);
        await clock.IsLookedAt(hosts: 1);

        await server.Kill();

        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));
        Assert.Equal(StatusCode.Unavailable, await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada"))));

        clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        Assert.Equal(StatusCode.Unauthenticated, await watch.Ends());
        Assert.Equal(StatusCode.Unavailable, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));

        await server.Start();

        await Eventually(async () => await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)) == StatusCode.OK);
    }

    private static async Task Eventually(Func<Task<bool>> fact)
    {
        for (var round = 0; round < 600 && !await fact(); round++) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        Assert.True(await fact());
    }
}
