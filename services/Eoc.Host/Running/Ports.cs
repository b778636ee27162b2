using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Eoc.Host.Configuring;
using Eoc.Host.Starting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

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
            if (TlsPair.Load(settings) is { } pair) Encrypted(kestrel, settings, pair);
            else Cleartext(kestrel, settings);
        });

    /// <summary>A port that is free now, for what only this process needs to know.</summary>
    public static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>HTTP/2 for whoever can, which browsers and gRPC do: many streams on one connection.</summary>
    private static void Encrypted(KestrelServerOptions kestrel, EocSettings settings, TlsPair pair)
    {
        var services = kestrel.ApplicationServices;
        var current = new CurrentTls(pair, settings, services.GetService<TimeProvider>() ?? TimeProvider.System, services.GetRequiredService<ILogger<CurrentTls>>());
        kestrel.Listen(settings.Http, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(Answer(current)) });
        });
    }

    private static SslServerAuthenticationOptions Answer(CurrentTls current) => new()
    {
        ServerCertificateContext = current.Shown(),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
    };

    private static void Cleartext(KestrelServerOptions kestrel, EocSettings settings)
    {
        kestrel.Listen(settings.Http, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(IPAddress.Loopback, settings.Grpc, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
