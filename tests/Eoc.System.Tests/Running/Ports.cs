using System.Globalization;
using Eoc.TestServers;

namespace Eoc.SystemTests.Running;

/// <summary>The ports of one process, which it keeps over its lives.</summary>
internal sealed record Ports(int Http, int Grpc, int Silo)
{
    public Uri GrpcAddress => new($"http://127.0.0.1:{Grpc.ToString(CultureInfo.InvariantCulture)}");

    public Uri WebAddress => new($"http://127.0.0.1:{Http.ToString(CultureInfo.InvariantCulture)}");

    public static Ports Take() => new(FreePort.Next(), FreePort.Next(), FreePort.Next(count: 2)); // a silo listens on one and on the next
}
