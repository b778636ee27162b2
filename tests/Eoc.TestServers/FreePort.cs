using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Eoc.TestServers;

/// <summary>Ports for private servers, which keep theirs over their lives.</summary>
public static class FreePort
{
    private const int First = 10_240;

    /// <summary>From here on the kernel gives ports to connections: one of those could have taken a server's port while the server was down.</summary>
    private static readonly int End = FirstOfConnections();

    private static readonly HashSet<int> Taken = [];

    /// <summary>A loopback TCP port that nothing listens on, given out once in this process.</summary>
    public static int Next() => Next(count: 1);

    /// <summary>The first of so many in a row.</summary>
    public static int Next(int count)
    {
        while (true)
        {
            var ports = Enumerable.Range(Random.Shared.Next(First, End - count), count).ToList();
            lock (Taken)
            {
                if (!ports.TrueForAll(port => !Taken.Contains(port) && IsFree(port))) continue;
                Taken.UnionWith(ports);
                return ports[0];
            }
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

    private static int FirstOfConnections()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        const int Usual = 32_768;
        var first = File.Exists(Range) ? int.Parse(File.ReadAllText(Range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture) : Usual;
        // A machine that gives connections nearly all ports leaves servers none of their own.
        return first > 2 * First ? first : Usual;
    }
}
