using System.Globalization;
using Eoc.TestServers;

namespace Eoc.SystemTests.Running;

/// <summary>One process of a site over its lives: killed, it can be started again with the same ports and the same data.</summary>
internal sealed class Member(string name, string data, Ports ports, string roles, (string Key, string Value)[] settings) : IAsyncDisposable
{
    private const string PasswordLine = "  password  ";

    private ServerProcess? _process;

    public string Name => name;

    public Ports Ports => ports;

    public string Data => data;

    /// <summary>What it was started with, beside its folder, roles and ports.</summary>
    public (string Key, string Value)[] Settings => settings;

    public bool HasEdge => roles.Contains("edge", StringComparison.Ordinal);

    public bool HasSilo => roles.Contains("silo", StringComparison.Ordinal);

    public bool Runs => _process is { IsAlive: true };

    /// <summary>What its present life printed.</summary>
    public string Output => string.Join('\n', _process?.Lines ?? []);

    /// <summary>Printed by the first start of a site.</summary>
    public string? AdministratorPassword =>
        _process?.Lines.FirstOrDefault(line => line.StartsWith(PasswordLine, StringComparison.Ordinal))?[PasswordLine.Length..].Trim();

    public async Task Start()
    {
        if (Runs) return;
        await Kill();
        Directory.CreateDirectory(data);
        var all = settings.Concat([
            ("EOC_DATA", data), ("EOC_ROLES", roles), ("EOC_DEMO", "off"), ("EOC_TOTP", "optional"),
            ("EOC_HTTP", ports.Http.ToString(CultureInfo.InvariantCulture)), ("EOC_GRPC", ports.Grpc.ToString(CultureInfo.InvariantCulture)),
        ]);
        // The host that was built beside the tests, not one that happens to be installed.
        var host = Path.Combine(AppContext.BaseDirectory, "Eoc.Host.dll");
        _process = await ServerProcess.Start(string.Empty, data, "gRPC: http", ["env", .. all.Select(set => $"{set.Item1}={set.Item2}"), "dotnet", host]);
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public Task Stop() => _process!.Stop();

    /// <summary>SIGSTOP.</summary>
    public Task Pause() => _process!.Pause();

    /// <summary>SIGCONT.</summary>
    public Task Continue() => _process!.Continue();

    public async ValueTask DisposeAsync() => await Kill();
}
