using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Eoc.TestServers;

/// <summary>The real host, in a process of its own, on free loopback ports, with a data folder that outlives a kill and goes with the test.</summary>
public sealed partial class EocHost : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("eoc-host-");
    private readonly string[] _settings;
    private ServerProcess? _process;

    private EocHost(string[] settings) => _settings = settings;

    /// <summary>gRPC over cleartext HTTP/2.</summary>
    public Uri Grpc => new(Find(GrpcAddress()));

    /// <summary>gRPC-Web over HTTP/1.1.</summary>
    public Uri Web => new(Find(WebAddress()));

    /// <summary>The password of the first administrator (realm <c>live</c>, account <c>admin</c>); kept over restarts, for it is printed only once.</summary>
    public string AdministratorPassword { get; private set; } = string.Empty;

    /// <summary>The data folder.</summary>
    public string Data => _data.FullName;

    /// <summary>Whether the process still runs.</summary>
    public bool IsAlive => _process?.IsAlive == true;

    /// <summary>What it has printed so far.</summary>
    public IReadOnlyList<string> Lines => _process?.Lines ?? [];

    /// <summary>Starts it; each setting is <c>KEY=value</c>.</summary>
    public static async Task<EocHost> Start(params string[] settings)
    {
        var host = new EocHost(settings);
        await host.Start();
        host.AdministratorPassword = host.Find(Password());
        return host;
    }

    /// <summary>Starts it again after <see cref="Kill" />, on other ports, over the same data.</summary>
    public async Task Start() =>
        _process = await ServerProcess.Start(
            "", Data, "gRPC: http", ["env", $"EOC_DATA={Data}", "EOC_HTTP=0", "EOC_GRPC=0", .. _settings, "dotnet", Assembly()]);

    /// <summary>SIGKILL, in the middle of whatever it does.</summary>
    public async Task Kill()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    /// <summary>SIGTERM; ends when the process has.</summary>
    public Task Stop() => _process?.Stop() ?? Task.CompletedTask;

    /// <summary>SIGSTOP.</summary>
    public Task Pause() => _process?.Pause() ?? Task.CompletedTask;

    /// <summary>SIGCONT.</summary>
    public Task Continue() => _process?.Continue() ?? Task.CompletedTask;

    /// <summary>Resident memory of the host's process, bytes.</summary>
    public long ResidentBytes() => File.ReadLines($"/proc/{ProcessId()}/status").Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024).Single();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Kill();
        _data.Delete(recursive: true);
    }

    private int ProcessId() => Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Single(IsOurHost);

    private bool IsOurHost(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").StartsWith("dotnet", StringComparison.Ordinal)
                && File.ReadAllText($"/proc/{id}/environ").Split('\0').Contains($"EOC_DATA={Data}");
        }
        catch (IOException)
        {
            return false; // it ended while we looked
        }
    }

    private string Find(Regex pattern) => Lines.Select(line => pattern.Match(line)).First(match => match.Success).Groups["value"].Value;

    private static string Assembly([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../services/Eoc.Host/bin/Debug/net10.0/Eoc.Host.dll"));

    [GeneratedRegex(@"^gRPC: (?<value>\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GrpcAddress();

    [GeneratedRegex(@"^console and gRPC-Web: (?<value>\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"^\s*password\s+(?<value>\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Password();
}
