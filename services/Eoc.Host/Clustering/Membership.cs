using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace Eoc.Host.Clustering;

/// <summary>Whether this process is one of the cluster: a silo that is active, or a client that a silo answers.</summary>
internal sealed class Membership(IGrainFactory grains, IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (services.GetService<ISiloStatusOracle>() is { } oracle) return Judge(oracle.CurrentStatus == SiloStatus.Active, $"this silo is {oracle.CurrentStatus}");
        try
        {
            var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken);
            return Judge(hosts.Count > 0, FormattableString.Invariant($"{hosts.Count} silos are active"));
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("No silo answers.", failure);
        }
    }

    private static HealthCheckResult Judge(bool holds, string what) => holds ? HealthCheckResult.Healthy(what) : HealthCheckResult.Unhealthy(what);
}
