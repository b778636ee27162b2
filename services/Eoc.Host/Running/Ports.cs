using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Eoc.Host.Configuring;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Eoc.Host.Running;

/// <summary>Where the process listens: cleartext on two loopback ports, or one TLS port for everything.</summary>
internal static class Ports
{
    /// <summary>A request, headers aside; what does not fit is refused with RESOURCE_EXHAUSTED before it is read.</summary>
    public const int MaxMessage = 1024 * 1024;

    public static void Listen(this WebApplicationBuilder builder, EocSettings settings) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // streams of positions are endless; each message is bounded by gRPC
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(10);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
            if (settings.TlsCertificate is { } certificate) Encrypted(kestrel, settings, certificate);
            else Cleartext(kestrel, settings);
        });

    /// <summary>A port that is free now, for what only this process needs to know.</summary>
    public static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void Encrypted(KestrelServerOptions kestrel, EocSettings settings, string certificate)
    {
        var pair = X509Certificate2.CreateFromPemFile(certificate, settings.TlsKey);
        kestrel.Listen(settings.Http, listen => listen.UseHttps(pair));
    }

    private static void Cleartext(KestrelServerOptions kestrel, EocSettings settings)
    {
        kestrel.Listen(settings.Http, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(IPAddress.Loopback, settings.Grpc, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
