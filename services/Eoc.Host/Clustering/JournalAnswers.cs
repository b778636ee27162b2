using Eoc.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eoc.Host.Clustering;

/// <summary>Whether the journal answers: without it no command is taken, so no load balancer should send any.</summary>
internal sealed class JournalAnswers(IJournals journals) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await journals.Realms(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (JournalUnavailableException failure)
        {
            return HealthCheckResult.Unhealthy("The journal does not answer.", failure);
        }
    }
}
