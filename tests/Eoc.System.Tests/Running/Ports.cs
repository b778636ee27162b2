using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Eoc.TestServers;

namespace Eoc.SystemTests.Running;

/// <summary>The ports of one process, which it keeps over its lives.</summary>
internal sealed record Ports(int Http, int Grpc, int Silo)
{
    public Uri GrpcAddress => new($"http://127.0.0.1:{Grpc.ToString(CultureInfo.InvariantCulture)}");

    public Uri WebAddress => new($"http://127.0.0.1:{Http.ToString(CultureInfo.InvariantCulture)}");

    public static Ports Take() => new(FreePort.Next(), FreePort.Next(), NextPair());

    /// <summary>A silo listens on one port and on the next.</summary>
    private static int NextPair()
    {
        while (true)
        {
            var port = FreePort.Next();
            if (port < IPEndPoint.MaxPort && IsFree(port + 1)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
