using Eoc.Host.Configuring;
using Eoc.Host.Demonstrating;
using Eoc.Host.Running;
using Microsoft.AspNetCore.Builder;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>A whole host in this process, over an empty folder, that plays nothing by itself.</summary>
internal sealed class OwnCentre : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private OwnCentre(DirectoryInfo folder, EocSettings settings, WebApplication app) => (_folder, Settings, _app, Host) = (folder, settings, app, new ThisHost(app));

    public ThisHost Host { get; }

    public EocSettings Settings { get; }

    public WebApplication App => _app;

    public static async Task<OwnCentre> Start()
    {
        var folder = Directory.CreateTempSubdirectory("eoc-own-");
        var source = new Dictionary<string, string>(StringComparer.Ordinal) { ["EOC_DATA"] = folder.FullName, ["EOC_HTTP"] = "0", ["EOC_GRPC"] = "0", ["EOC_DEMO"] = "off" };
        var settings = EocSettings.From(SettingsSource.Of(source));
        var app = Composition.Build(settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(folder, settings, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
