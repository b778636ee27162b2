using System.Net;
using Eoc.Host.Clustering;
using Eoc.Host.Configuring;
using Orleans.Configuration;

namespace Eoc.Host.Running;

/// <summary>Orleans in both shapes: one silo alone, or silos and clients that find each other through PostgreSQL.</summary>
internal static class Grains
{
    public static void AddGrains(this WebApplicationBuilder builder, EocSettings settings)
    {
        if (settings.Roles.HasFlag(ProcessRoles.Silo)) builder.UseOrleans(silo => Configure(silo, settings));
        else builder.UseOrleansClient(client => Configure(client, settings));
    }

    private static void Configure(ISiloBuilder silo, EocSettings settings)
    {
        if (settings.Silo is { } endpoint) Join(silo, settings, endpoint);
        else Alone(silo);
        silo.Configure<SiloMessagingOptions>(Impatient);
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(2));
    }

    private static void Alone(ISiloBuilder silo)
    {
        var port = Ports.Free();
        silo.UseLocalhostClustering(siloPort: port, gatewayPort: 0, primarySiloEndpoint: new IPEndPoint(IPAddress.Loopback, port), serviceId: "eoc", clusterId: "embedded");
        silo.Configure<EndpointOptions>(options => options.GatewayPort = 0);
    }

    private static void Join(ISiloBuilder silo, EocSettings settings, IPEndPoint endpoint)
    {
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (MembershipTable.Invariant, MembershipTable.ConnectionString(settings.Journal!)));
        silo.Configure<ClusterOptions>(Name);
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = endpoint.Address;
            options.SiloPort = endpoint.Port;
            options.GatewayPort = endpoint.Port + 1;
            options.SiloListeningEndpoint = endpoint;
            options.GatewayListeningEndpoint = new(endpoint.Address, endpoint.Port + 1);
        });
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // A dead silo's grains answer again within seconds, not within Orleans' default of ten to fifteen.
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            // After all were killed at once the first to come back need not wait long until the others' last signs of life are stale.
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
            // Rows of the dead are kept for a day, for diagnosis.
            options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        });
    }

    private static void Configure(IClientBuilder client, EocSettings settings)
    {
        client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (MembershipTable.Invariant, MembershipTable.ConnectionString(settings.Journal!)));
        client.Configure<ClusterOptions>(Name);
        client.Configure<ClientMessagingOptions>(Impatient);
        client.Services.AddSingleton<IClientConnectionRetryFilter, GatewaySearch>();
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
    }

    private static void Name(ClusterOptions options) => (options.ServiceId, options.ClusterId) = ("eoc", "eoc");

    /// <summary>Callers whose gateway or silo died must not wait out Orleans' default of 30 s: they ask again under the same command id.</summary>
    private static void Impatient(MessagingOptions options) => options.ResponseTimeout = TimeSpan.FromSeconds(3);
}
