using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Running;
using Eoc.TestServers;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Encrypting;

public sealed class Serving_over_tls : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("eoc-tls-");
    private readonly PemFiles _pem = PemFiles.For(string.Empty);
    private HostProcess _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await HostProcess.Start(_data.FullName, ("EOC_TLS_CERT", _pem.Certificate), ("EOC_TLS_KEY", _pem.Key));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _pem.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task has_one_port_for_console_and_grpc()
    {
        Assert.Equal(_host.Web, _host.Grpc);
        Assert.Equal(Uri.UriSchemeHttps, _host.Grpc.Scheme);

        using var http = new HttpClientHandlerOver(_pem.Authority);
        using var channel = GrpcChannel.ForAddress(_host.Grpc, new GrpcChannelOptions { HttpHandler = http.Handler });
        var session = await new SessionService.SessionServiceClient(channel).SignInAsync(
            new() { Realm = "live", Account = "admin", Password = _host.AdministratorPassword });
        var sessions = await new SessionService.SessionServiceClient(channel).ListSessionsAsync(new() { Realm = "live" }, new Metadata { { "authorization", $"Bearer {session.Token}" } });

        Assert.Single(sessions.Sessions);
    }

    [Fact]
    public async Task speaks_http_2_to_whoever_checks_its_certificate()
    {
        var answer = await Curl("--cacert", _pem.Authority, "--http2", "-w", "\n%{http_version} %{response_code}", new Uri(_host.Web, "/readyz").ToString());

        Assert.StartsWith("Healthy", answer, StringComparison.Ordinal);
        Assert.EndsWith("\n2 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task speaks_http_1_to_old_clients_too()
    {
        var answer = await Curl("--cacert", _pem.Authority, "--http1.1", "-w", "\n%{http_version} %{response_code}", new Uri(_host.Web, "/readyz").ToString());

        Assert.EndsWith("\n1.1 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task tells_browsers_to_stay_with_it()
    {
        var answer = await Curl("--cacert", _pem.Authority, "-D", "-", _host.Web.ToString());

        Assert.Contains("strict-transport-security: max-age=31536000", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--tls-max", "1.1")]
    [InlineData("--cacert", "/etc/hostname")]
    public async Task has_nothing_to_say_to_others(string option, string value)
    {
        var answer = await Curl(option, value, "-w", "%{response_code}", new Uri(_host.Web, "/readyz").ToString());

        Assert.Equal("000", answer);
    }

    [Fact]
    public async Task needs_a_key_that_fits()
    {
        using var another = PemFiles.For(string.Empty);
        var data = _data.CreateSubdirectory("other");

        var (code, output) = await HostProcess.RunToItsEnd(data.FullName, ("EOC_TLS_CERT", _pem.Certificate), ("EOC_TLS_KEY", another.Key));

        Assert.Equal(64, code);
        Assert.StartsWith("EOC_TLS_CERT: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task shows_a_renewed_certificate_without_a_restart_and_none_that_is_broken()
    {
        using var renewed = PemFiles.For(string.Empty);
        await File.WriteAllTextAsync(_pem.Certificate, "no certificate");
        await Eventually.Holds("the broken one is named", Soon, async () =>
        {
            Assert.EndsWith("200", await Curl("--cacert", _pem.Authority, "-w", "%{response_code}", new Uri(_host.Web, "/readyz").ToString()), StringComparison.Ordinal);
            return _host.Output.Contains("The new certificate cannot be used", StringComparison.Ordinal) ? null : _host.Output;
        });

        File.Copy(renewed.Certificate, _pem.Certificate, overwrite: true);
        File.Copy(renewed.Key, _pem.Key, overwrite: true);

        await Eventually.Holds("the renewed one is shown", Soon, async () =>
            await Curl("--cacert", renewed.Authority, "-w", "%{response_code}", new Uri(_host.Web, "/readyz").ToString()) is var said && said.EndsWith("200", StringComparison.Ordinal) ? null : said);
    }

    private static async Task<string> Curl(params string[] arguments)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", ["-s", "--max-time", "20", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var answer = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return answer;
    }

    /// <summary>A client that trusts one authority and no other.</summary>
    private sealed class HttpClientHandlerOver(string authority) : IDisposable
    {
        private readonly X509Certificate2 _authority = X509Certificate2.CreateFromPem(File.ReadAllText(authority));

        public SocketsHttpHandler Handler => new()
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _authority }, RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };

        public void Dispose() => _authority.Dispose();
    }
}
