using System.Security.Cryptography.X509Certificates;
using Eoc.Contracts.Rpc.V1;
using Eoc.TestServers;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Encrypting;

public sealed class Serving_over_tls(EncryptedHost encrypted) : IClassFixture<EncryptedHost>
{
    private readonly PemFiles _pem = encrypted.Pem;
    private readonly HostProcess _host = encrypted.Host;

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
        var answer = await EncryptedHost.Ask("--cacert", _pem.Authority, "--http2", "-w", "\n%{http_version} %{response_code}", new Uri(_host.Web, "/readyz").ToString());

        Assert.StartsWith("Healthy", answer, StringComparison.Ordinal);
        Assert.EndsWith("\n2 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task speaks_http_1_to_old_clients_too()
    {
        var answer = await EncryptedHost.Ask("--cacert", _pem.Authority, "--http1.1", "-w", "\n%{http_version} %{response_code}", new Uri(_host.Web, "/readyz").ToString());

        Assert.EndsWith("\n1.1 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task tells_browsers_to_stay_with_it()
    {
        var answer = await EncryptedHost.Ask("--cacert", _pem.Authority, "-D", "-", _host.Web.ToString());

        Assert.Contains("strict-transport-security: max-age=31536000", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--tls-max", "1.1")]
    [InlineData("--cacert", "/etc/hostname")]
    public async Task has_nothing_to_say_to_others(string option, string value)
    {
        var answer = await EncryptedHost.Ask(option, value, "-w", "%{response_code}", new Uri(_host.Web, "/readyz").ToString());

        Assert.Equal("000", answer);
    }

    [Fact]
    public async Task needs_a_key_that_fits()
    {
        using var another = PemFiles.For(string.Empty);
        var data = encrypted.Data.CreateSubdirectory("other");

        var (code, output) = await HostProcess.RunToItsEnd(data.FullName, ("EOC_TLS_CERT", _pem.Certificate), ("EOC_TLS_KEY", another.Key));

        Assert.Equal(64, code);
        Assert.StartsWith("EOC_TLS_CERT: ", output, StringComparison.Ordinal);
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
