using System.Diagnostics;
using System.Net.Http;
using Eoc.SystemTests.Running;
using Eoc.TestServers;

namespace Eoc.SystemTests.Containers;

/// <summary>
/// One process with the very environment its container would have, and no other. Three things differ, because there is no container: addresses of the
/// site's network (172.30.0.n, and the container's own loopback and wildcard) are 127.30.0.n, secrets and data lie in folders of the test's own, and
/// database, broker and collector are local ones.
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    private readonly ComposeService _service;
    private readonly List<string> _environment;
    private readonly string _folder;
    private ServerProcess? _process;

    public Container(ComposeService service, string folder, IReadOnlyDictionary<string, string> secrets, Uri collector)
    {
        (_service, _folder, Host) = (service, folder, service.Address.Replace("172.30.", "127.30.", StringComparison.Ordinal));
        _environment = [.. Compose.ImageVariables.Concat(service.Environment.Select(pair => (pair.Key, pair.Value)))
            .Select(pair => $"{pair.Item1}={Localise(pair.Item1, pair.Item2, secrets, collector)}")];
        Directory.CreateDirectory(Data);
    }

    /// <summary>Where it listens.</summary>
    public string Host { get; }

    public bool HasEdge => _service.Environment["EOC_ROLES"].Contains("edge", StringComparison.Ordinal);

    public string Name => _service.Name;

    public IReadOnlyList<string> Lines => _process?.Lines ?? [];

    private string Data => Path.Combine(_folder, "data-" + _service.Name);

    /// <summary>Starts it and waits until it serves.</summary>
    public async Task Start() => _process = await ServerProcess.Start(string.Empty, Data, "gRPC: http", [.. Command]);

    /// <summary>What the image's health check runs.</summary>
    public async Task IsHealthy() => await Eventually.Holds($"{Name} is healthy", TimeSpan.FromSeconds(90), async () =>
    {
        string[] command = [.. Command, "ready"];
        using var check = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
        return check.ExitCode == 0 ? null : said;
    });

    /// <summary>As the engine stops it.</summary>
    public Task Stop() => _process!.Stop();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    private IEnumerable<string> Command =>
        ["env", "-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}", $"DOTNET_ROOT={Environment.GetEnvironmentVariable("DOTNET_ROOT")}", "HOME=/tmp", "EOC_TOTP=optional", .. _environment, "dotnet", HostProcess.Executable];

    private string Localise(string key, string value, IReadOnlyDictionary<string, string> secrets, Uri collector) => key switch
    {
        "EOC_DATA" => Data,
        "EOC_OTLP" => collector.ToString(),
        "EOC_HTTP" => $"{Host}:{value.Split(':')[^1]}",
        _ when value.StartsWith("/run/secrets/", StringComparison.Ordinal) => secrets[value["/run/secrets/".Length..]],
        _ => value.Replace("172.30.", "127.30.", StringComparison.Ordinal),
    };
}
