using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Eoc.TestServers;

namespace Eoc.SystemTests.Starting;

/// <summary>/readyz and /healthz stand on the port that every console uses.</summary>
public sealed class Asking_how_it_is(Asking_how_it_is.OpenHost open) : IClassFixture<Asking_how_it_is.OpenHost>
{
    [Fact]
    public async Task from_the_machine_itself_tells_all() =>
        Assert.Contains("this silo is Active", await Ask("127.0.0.1", "/readyz"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/readyz")]
    [InlineData("/healthz")]
    public async Task through_a_proxy_tells_how_and_not_what(string path) =>
        Assert.All((await Ask("127.0.0.1", path, ("X-Forwarded-For", "203.0.113.7"))).Split('\n'), line => Assert.Matches("^([a-z-]+: )?(Healthy|Degraded)$", line));

    [Fact]
    public async Task from_another_machine_tells_how_and_not_what()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(address => address.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "needs an address that is not loopback");

        var said = await Ask(own.ToString(), "/readyz");

        Assert.StartsWith("Healthy", said, StringComparison.Ordinal);
        Assert.DoesNotContain("silo", said, StringComparison.Ordinal);
    }

    private async Task<string> Ask(string address, string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(open.Web) { Host = address, Path = path }.Uri);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>A host that other machines can ask.</summary>
    public sealed class OpenHost : IAsyncLifetime
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("eoc-asked-");
        private HostProcess? _host;

        public Uri Web => (_host ?? throw new InvalidOperationException("Not started.")).Web;

        public async ValueTask InitializeAsync() => _host = await HostProcess.Start(_data.FullName, ("EOC_HTTP", "0.0.0.0:0"));

        public async ValueTask DisposeAsync()
        {
            if (_host is not null) await _host.DisposeAsync();
            _data.Delete(recursive: true);
        }
    }
}
