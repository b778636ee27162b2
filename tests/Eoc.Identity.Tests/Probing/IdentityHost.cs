using System.Globalization;
using System.Net;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eoc.Identity.Tests.Probing;

/// <summary>A real host on a free loopback port, with identity, the probe services and a real client over HTTP/2 cleartext.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StringWriter _console;

    private IdentityHost(WebApplication app, StringWriter console, CapturedLogs logs, GrpcChannel channel)
    {
        (_app, _console, Logs, Channel) = (app, console, logs, channel);
        Sessions = new(channel);
        Accounts = new(channel);
        Probe = new(channel);
    }

    public GrpcChannel Channel { get; }
    public CapturedLogs Logs { get; }
    public string Console => _console.ToString();
    public IServiceProvider Services => _app.Services;
    public SessionService.SessionServiceClient Sessions { get; }
    public AccountService.AccountServiceClient Accounts { get; }
    public ProbeService.ProbeServiceClient Probe { get; }

    /// <summary>The password that the first start printed.</summary>
    public string PrintedPassword => Console.Split('\n').Single(line => line.Contains("password  ", StringComparison.Ordinal)).Split(' ')[^1].Trim();

    public static async Task<IdentityHost> Start(
        Store store, Action<IdentitySettings>? configure = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null, TimeProvider? clock = null)
    {
        var console = new StringWriter(CultureInfo.InvariantCulture);
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<IDispatchConsents, GivenConsents>();
        if (clock is not null) builder.Services.AddSingleton(clock);
        services?.Invoke(builder.Services);
        builder.AddIdentity(settings =>
        {
            store.Configure(settings);
            settings.Console = console;
            settings.PasswordRounds = 1_000; // a test signs in a hundred times
            settings.LiveNeedsAuthenticator = false; // those who test that say so
            settings.MoreServices.Add(ProbeReflection.Descriptor);
            configure?.Invoke(settings);
        });
        var app = builder.Build();
        app.MapIdentity();
        app.MapGrpcService<ProbeRpc>();
        map?.Invoke(app);
        await app.StartAsync();
        return new(app, console, logs, Connect(app));
    }

    /// <summary>A session of the administrator that the host's own process may open.</summary>
    public async Task<Metadata> Operator() => Bearer(await Services.GetRequiredService<ILocalOperator>().OpenSession(CancellationToken.None));

    /// <summary>Makes an account with <see cref="Given.Password" /> and signs in.</summary>
    public async Task<Metadata> SignedIn(Role role, string agency = "cpd", string realm = "live", string? name = null, params string[] audiences)
    {
        name ??= Given.Name(role, agency);
        await Accounts.CreateAccountAsync(Given.Account(role, agency, realm, name, audiences), await Operator());
        return Bearer((await Sessions.SignInAsync(Given.SignIn(name, realm))).Token);
    }

    /// <summary>A device's session in a unit.</summary>
    public async Task<Metadata> Device(string unit = "cpd/b12", string realm = "live")
    {
        var request = new IssueDeviceTokenRequest { Realm = realm, Unit = unit, Session = Guid.CreateVersion7().ToString() };
        return Bearer((await Sessions.IssueDeviceTokenAsync(request, await Operator())).Issued.Token);
    }

    public static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _console.DisposeAsync();
    }

    private static GrpcChannel Connect(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!;
        return GrpcChannel.ForAddress(addresses.Addresses.Single());
    }

    /// <summary>cfd lets cpd send its units; nobody else lets anybody.</summary>
    private sealed class GivenConsents : IDispatchConsents
    {
        public ValueTask<bool> MayDispatch(Eoc.Contracts.Ids.RealmId realm, Eoc.Contracts.Ids.AgencyId owner, Eoc.Contracts.Ids.AgencyId dispatcher, CancellationToken cancellation) =>
            ValueTask.FromResult(owner.Value == "cfd" && dispatcher.Value == "cpd");
    }
}
