using System.Net;
using System.Net.Sockets;
using Grpc.Core;

namespace Eoc.Identity.Throttling;

/// <summary>Where a call comes from.</summary>
internal static class CallSource
{
    private const int NetworkBytes = 8;

    /// <summary>The address as text, for lists and the audit.</summary>
    public static string AddressOf(ServerCallContext context) => Plain(context)?.ToString() ?? string.Empty;

    /// <summary>What is throttled as one: an IPv4 address, or the 64 bits of IPv6 that one site is given.</summary>
    public static string KeyOf(ServerCallContext context) => Plain(context) switch
    {
        null => string.Empty,
        { AddressFamily: AddressFamily.InterNetworkV6 } six => Convert.ToHexString(six.GetAddressBytes().AsSpan(0, NetworkBytes)),
        var four => four.ToString(),
    };

    /// <summary>Whether the call comes from this machine itself.</summary>
    public static bool IsLoopback(ServerCallContext context) => Plain(context) is { } address && IPAddress.IsLoopback(address);

    private static IPAddress? Plain(ServerCallContext context) =>
        context.GetHttpContext().Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4()
            : context.GetHttpContext().Connection.RemoteIpAddress;
}
