using System.Diagnostics;
using Eoc.TestServers;

namespace Eoc.SystemTests.Encrypting;

/// <summary>A host that serves over TLS alone.</summary>
public sealed class EncryptedHost : IAsyncLifetime
{
    private HostProcess? _host;

    /// <summary>Where its data lie.</summary>
    public DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("eoc-tls-");

    /// <summary>Its certificate and key.</summary>
    public PemFiles Pem { get; } = PemFiles.For(string.Empty);

    public HostProcess Host => _host ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() =>
        _host = await HostProcess.Start(Data.FullName, ("EOC_TLS_CERT", Pem.Certificate), ("EOC_TLS_KEY", Pem.Key));

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        Pem.Dispose();
        Data.Delete(recursive: true);
    }

    /// <summary>What curl has to say.</summary>
    public static async Task<string> Ask(params string[] arguments)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", ["-s", "--max-time", "60", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var answer = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return answer;
    }
}
