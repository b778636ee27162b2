using System.Net;
using System.Net.Sockets;

namespace Eoc.TestServers;

/// <summary>Ports for private servers.</summary>
public static class FreePort
{
    /// <summary>A loopback TCP port that nothing listens on; the kernel does not give it out again soon.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
