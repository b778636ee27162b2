using System.Net;
using System.Net.Sockets;
using Eoc.Host.Configuring;

namespace Eoc.Host.Starting;

/// <summary>Whether the ports can be had, asked before anything is begun: what fails late fails in the middle of joining a cluster.</summary>
internal static class PortsFree
{
    /// <exception cref="CannotStartException">A port is taken, or this user may not have it.</exception>
    /// <exception cref="SettingsException">An address is not this machine's.</exception>
    public static void Demand(EocSettings settings)
    {
        Demand("EOC_HTTP", settings.Http);
        if (settings.TlsCertificate is null) Demand("EOC_GRPC", new(IPAddress.Loopback, settings.Grpc));
        if (settings.Silo is not { } silo || !settings.Roles.HasFlag(ProcessRoles.Silo)) return;
        Demand("EOC_SILO", silo);
        Demand("EOC_SILO", new(silo.Address, silo.Port + 1));
    }

    private static void Demand(string key, IPEndPoint endpoint)
    {
        using var trial = new TcpListener(endpoint);
        try
        {
            trial.Start();
        }
        catch (SocketException failure)
        {
            throw Explain(key, endpoint, failure);
        }
    }

    private static Exception Explain(string key, IPEndPoint endpoint, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new CannotStartException(
            $"{key}: port {endpoint.Port} on {endpoint.Address} is taken by another program. End that one, or set {key} to a free port.", StartFailure.InUse, failure),
        SocketError.AccessDenied => new CannotStartException(
            $"{key}: this user may not listen on port {endpoint.Port}. Set {key} to one above 1023, or allow it (CAP_NET_BIND_SERVICE).", StartFailure.NotPermitted, failure),
        SocketError.AddressNotAvailable => new SettingsException(key, $"{endpoint.Address} is no address of this machine."),
        _ => new CannotStartException($"{key}: {endpoint}: {failure.Message}", StartFailure.InUse, failure),
    };
}
