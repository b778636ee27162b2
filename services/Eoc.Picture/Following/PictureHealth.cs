using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eoc.Picture.Following;

/// <summary>Says which streams are parked and which pictures may be behind.</summary>
internal sealed class PictureHealth(FollowedRealms realms) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var details = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var realm in realms.Loaded) Describe(realm, details);
        var result = details.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The picture is not all of the record.", data: details);
        return Task.FromResult(result);
    }

    private static void Describe(FollowedRealm realm, Dictionary<string, object> details)
    {
        foreach (var (stream, reason) in realm.Following.Parked) details[$"parked {stream}"] = reason;
        if (realm.Following.Unknown > 0) details[$"unknown {realm.Picture.Realm}"] = realm.Following.Unknown;
        if (realm.Picture.IsDelayed) details[$"delayed {realm.Picture.Realm}"] = true;
    }
}
