using System.Security.Cryptography;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Commanding;

/// <summary>The people of one agency, signed in at a site.</summary>
internal sealed class Crew : IDisposable
{
    public const string Agency = "cfd";
    private const string Live = "live";

    private readonly List<GrpcChannel> _channels;
    private readonly List<CallInvoker> _edges;

    private Crew(IReadOnlyList<Uri> addresses)
    {
        _channels = [.. addresses.Select(Connect)];
        _edges = [.. _channels.Select(channel => channel.CreateCallInvoker())];
    }

    public IReadOnlyList<CallInvoker> Edges => _edges;

    public Desk Administrator { get; private set; } = null!;

    /// <summary>May command everything in the realm.</summary>
    public Desk Supervisor { get; private set; } = null!;

    /// <summary>Opens the realm, makes the agency and its people.</summary>
    /// <param name="addresses">The edges' gRPC addresses.</param>
    /// <param name="password">The first administrator's password, as printed.</param>
    public static async Task<Crew> SignIn(IReadOnlyList<Uri> addresses, string password)
    {
        var crew = new Crew(addresses);
        crew.Administrator = await crew.SignIn("admin", password);
        Accepted(await crew.Administrator.OpenRealm());
        Accepted(await crew.Administrator.Register(Agency));
        crew.Supervisor = await crew.Hire("supervisor", Role.Supervisor);
        return crew;
    }

    /// <summary>Makes an account and signs it in.</summary>
    public async Task<Desk> Hire(string name, Role role)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var request = new CreateAccountRequest
        {
            Realm = Live, Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(), Name = name, Role = role, Agency = Agency, Password = password,
        };
        var reply = await new AccountService.AccountServiceClient(_edges[0]).CreateAccountAsync(request, Administrator.Headers);
        if (reply.Account is null) throw new InvalidOperationException($"{name} got no account: {reply.Refusal.Code}");
        return await SignIn(name, password);
    }

    /// <summary>Puts units on the roster.</summary>
    public async Task<string[]> Enrol(string prefix, int count)
    {
        string[] units = [.. Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"{Agency}/{prefix}{number}"))];
        foreach (var unit in units) Accepted(await Supervisor.Enrol(unit));
        return units;
    }

    public static void Accepted(Attempt attempt)
    {
        if (!attempt.IsAccepted) throw new InvalidOperationException(attempt.ToString());
    }

    public void Dispose()
    {
        foreach (var channel in _channels) channel.Dispose();
    }

    private static GrpcChannel Connect(Uri address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(1),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(2),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(2),
        },
        // Wrong in a console, right here: a process that comes back is asked again at once.
        InitialReconnectBackoff = TimeSpan.FromMilliseconds(100),
        MaxReconnectBackoff = TimeSpan.FromMilliseconds(200),
    });

    private async Task<Desk> SignIn(string account, string password)
    {
        var reply = await new SessionService.SessionServiceClient(_edges[0]).SignInAsync(new() { Realm = Live, Account = account, Password = password });
        return new Desk(_edges, account, reply.Token, Live);
    }
}
