using Eoc.Contracts.Ids;
using Eoc.Exercises.Acting;
using Eoc.Host.Configuring;
using Eoc.Host.Starting;
using Eoc.Identity;
using Eoc.Journal;

namespace Eoc.Host.Running;

/// <summary>A host of a command's own: the same composition over the same data folder, on free loopback ports, alone.</summary>
internal sealed class OwnHost : IActingHost
{
    private readonly WebApplication _app;

    private OwnHost(WebApplication app) => _app = app;

    public Uri Address => Server.Addresses(_app)[^1];

    public static async Task<IActingHost> Start(CancellationToken cancellation)
    {
        var settings = EocSettings.From(SettingsSource.FromEnvironment());
        DataFolder.Prepare(settings.Data);
        var app = Composition.Build(settings with { Http = new(settings.Http.Address, 0), Grpc = 0, TlsCertificate = null, TlsKey = null });
        app.Services.GetRequiredService<IJournals>();
        await app.StartAsync(cancellation);
        return new OwnHost(app);
    }

    public Task<string> SignInAdministrator(CancellationToken cancellation) =>
        _app.Services.GetRequiredService<ILocalOperator>().OpenSession(cancellation).AsTask();

    public async Task<Uri?> StartLink(RealmId realm, string account, CancellationToken cancellation) => await StartLinks.For(_app, realm, account, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
