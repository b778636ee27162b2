using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;

namespace Eoc.Emergency.Measuring;

internal sealed class ResponseTimesRpc(MeasureStore store) : EmergencyService.EmergencyServiceBase
{
    public override async Task<GetResponseTimesResponse> GetResponseTimes(GetResponseTimesRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        var since = checks.OptionalTime("since", request.Since) ?? DateTimeOffset.UnixEpoch;
        var until = checks.OptionalTime("until", request.Until) ?? DateTimeOffset.MaxValue;
        checks.Done();
        var caller = context.GetCaller();
        var all = await store.Responses(realm, Microseconds.From(since), Microseconds.From(until), context.CancellationToken);
        var known = all.Where(response => caller.Sees(Audience.Parse(response.IncidentAudience)) && caller.Sees(Audience.Parse(response.UnitAudience))).ToList();
        return new() { Turnout = Figures(known, r => r.EnRouteAt - r.DispatchedAt), Travel = Figures(known, r => r.OnSceneAt - r.EnRouteAt) };
    }

    private static IntervalFigures Figures(IEnumerable<MeasuredResponse> responses, Func<MeasuredResponse, long?> interval)
    {
        var sorted = responses.Select(interval).OfType<long>().Order().ToList();
        return sorted.Count == 0 ? new() : new() { Count = sorted.Count, MedianSeconds = At(sorted, 0.5), NinetiethSeconds = At(sorted, 0.9) };
    }

    private static double At(List<long> sorted, double share) => sorted[(int)(share * sorted.Count)] / (double)TimeSpan.MicrosecondsPerSecond;
}
