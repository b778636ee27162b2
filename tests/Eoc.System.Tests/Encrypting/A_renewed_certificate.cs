using Eoc.SystemTests.Running;
using Eoc.TestServers;

namespace Eoc.SystemTests.Encrypting;

public sealed class A_renewed_certificate(EncryptedHost host) : IClassFixture<EncryptedHost>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task is_shown_without_a_restart_and_none_that_is_broken()
    {
        using var renewed = PemFiles.For(string.Empty);
        await File.WriteAllTextAsync(host.Pem.Certificate, "no certificate");
        await Eventually.Holds("the broken one is named", Soon, async () =>
        {
            Assert.EndsWith("200", await EncryptedHost.Ask("--cacert", host.Pem.Authority, "-w", "%{response_code}", new Uri(host.Host.Web, "/readyz").ToString()), StringComparison.Ordinal);
            return host.Host.Output.Contains("The new certificate cannot be used", StringComparison.Ordinal) ? null : host.Host.Output;
        });

        File.Copy(renewed.Certificate, host.Pem.Certificate, overwrite: true);
        File.Copy(renewed.Key, host.Pem.Key, overwrite: true);

        await Eventually.Holds("the renewed one is shown", Soon, async () =>
            await EncryptedHost.Ask("--cacert", renewed.Authority, "-w", "%{response_code}", new Uri(host.Host.Web, "/readyz").ToString()) is var said && said.EndsWith("200", StringComparison.Ordinal) ? null : said);
    }
}
