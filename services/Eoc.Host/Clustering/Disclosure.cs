using System.Net;

namespace Eoc.Host.Clustering;

/// <summary>
/// Who is told more than whether a process is ready. Its health names streams, queues and machines, and stands on the port that consoles use: only who
/// asks from this machine itself, and not through a proxy on it, reads those.
/// </summary>
internal static class Disclosure
{
    private static readonly string[] MarksOfProxies = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    public static bool IsToOperator(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && !MarksOfProxies.Any(context.Request.Headers.ContainsKey);
}
