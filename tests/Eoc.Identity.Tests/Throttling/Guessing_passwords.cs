using System.Net;
using System.Net.Sockets;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.Identity.Tests.Throttling;

public sealed class Guessing_passwords
{
    /// <summary>The clock stands: how long sixty guesses take is no matter of how long the first wait lasts.</summary>
    private static Task<IdentityHost> Start(Store store) => IdentityHost.Start(store, clock: new LookingClock());

    [Fact]
    public async Task locks_the_source_and_not_the_person()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await Start(store);
        await host.SignedIn(Role.Dispatcher, name: "ada");
        using var attacker = From(host, "127.0.0.66");

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(round => Guess(attacker, "ada", $"a wrong guess {round}")));

        Assert.Contains(StatusCode.ResourceExhausted, answers);
        Assert.Equal(StatusCode.ResourceExhausted, await Guess(attacker, "ada", Given.Password));
        Assert.Equal(StatusCode.OK, await Guess(host.Channel, "ada", Given.Password));
    }

    [Fact]
    public async Task over_many_accounts_locks_the_source_too()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await Start(store);
        await host.SignedIn(Role.Dispatcher, name: "ada");
        using var attacker = From(host, "127.0.0.67");

        var answers = new List<StatusCode>();
        for (var account = 0; account < 30; account++) answers.Add(await Guess(attacker, $"user{account}", "spring and summer"));

        Assert.All(answers.Take(20), answer => Assert.Equal(StatusCode.Unauthenticated, answer));
        Assert.All(answers.TakeLast(10), answer => Assert.Equal(StatusCode.ResourceExhausted, answer));
        Assert.Equal(StatusCode.OK, await Guess(host.Channel, "ada", Given.Password));
    }

    [Fact]
    public async Task is_told_how_long_to_wait()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await Start(store);
        for (var round = 0; round < 8; round++) await Guess(host.Channel, "ada", "a wrong guess");

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Sessions.SignInAsync(Given.SignIn("ada")));

        Assert.True(failure.GetRpcStatus()!.GetDetail<Google.Rpc.RetryInfo>().RetryDelay.ToTimeSpan() > TimeSpan.Zero);
    }

    private static Task<StatusCode> Guess(GrpcChannel channel, string account, string password) =>
        Given.StatusOf(async () => await new SessionService.SessionServiceClient(channel).SignInAsync(Given.SignIn(account, password: password)));

    /// <summary>A client whose connections come from another address of the loopback network.</summary>
    private static GrpcChannel From(IdentityHost host, string address) => GrpcChannel.ForAddress($"http://{host.Channel.Target}", new()
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        },
    });
}
