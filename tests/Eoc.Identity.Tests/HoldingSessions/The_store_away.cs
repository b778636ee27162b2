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
        await using var server = await PostgresServer.StartPrivate();
        await using var store = Store.On(server.ConnectionString);
        await using var host = await IdentityHost.Start(store, settings => settings.TrustWithoutStore = TimeSpan.FromSeconds(3));
        using var watch = await OpenStream.Watch(host, await host.SignedIn(Role.Dispatcher, name: "ada"));
        var session = await host.SignedIn(Role.Dispatcher, name: "bob");
        await host.Sessions.GetSelfAsync(new(), session);

        await server.Kill();

        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));
        Assert.Equal(StatusCode.Unavailable, await Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada"))));
        Assert.Equal(StatusCode.Unauthenticated, await watch.Ends(within: TimeSpan.FromSeconds(20)));
        Assert.Equal(StatusCode.Unavailable, await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)));

        await server.Start();

        await Eventually(async () => await Given.StatusOf(async () => await host.Sessions.GetSelfAsync(new(), session)) == StatusCode.OK);
    }

    private static async Task Eventually(Func<Task<bool>> fact)
    {
        for (var round = 0; round < 100 && !await fact(); round++) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        Assert.True(await fact());
    }
}
