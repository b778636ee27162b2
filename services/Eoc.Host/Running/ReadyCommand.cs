using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Eoc.Host.Configuring;
using Eoc.Host.Starting;

namespace Eoc.Host.Running;

/// <summary><c>ready</c>: asks the process that serves with these settings on this machine. Leaves with 0 when it is to be sent work, else with 1.</summary>
internal static class ReadyCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var command = new Command("ready", "Ask the process that serves with these settings whether it is ready; for containers and supervisors.");
        command.SetAction((parsed, cancellation) => Run(parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task<int> Run(TextWriter output, CancellationToken cancellation)
    {
        var settings = EocSettings.From(SettingsSource.FromEnvironment());
        using var http = new HttpClient(Handler(TlsPair.Load(settings)?.Certificate)) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(AddressOf(settings), cancellation);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync($"It does not answer: {failure.Message}");
            return 1;
        }
    }

    /// <summary>A wildcard is asked on loopback.</summary>
    private static Uri AddressOf(EocSettings settings)
    {
        var address = settings.Http.Address;
        if (address.Equals(IPAddress.Any)) address = IPAddress.Loopback;
        if (address.Equals(IPAddress.IPv6Any)) address = IPAddress.IPv6Loopback;
        var scheme = settings.TlsCertificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        return new($"{scheme}://{new IPEndPoint(address, settings.Http.Port)}/readyz");
    }

    /// <summary>The certificate names the site, not this address; but it has to be ours.</summary>
    private static SocketsHttpHandler Handler(X509Certificate2? own) => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => own is not null && shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(own.RawDataMemory.Span) },
    };
}
