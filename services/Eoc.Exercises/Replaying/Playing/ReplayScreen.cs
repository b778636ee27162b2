using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Replaying.Moving;
using Eoc.Exercises.Replaying.Planning;
using Grpc.Core;

namespace Eoc.Exercises.Replaying.Playing;

/// <summary>Shows a paced replay on the map: reports the units' positions once a second, in the realm's time, which runs
/// ahead so fast that what is not told again looks old.</summary>
internal sealed class ReplayScreen(Clients clients, ReplayScript script, Actor administrator, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Movements _movements = new(script.Plan);
    private readonly Dictionary<string, uint> _numbers = [];
    private AsyncClientStreamingCall<ReportRequest, ReportResponse>? _call;
    private long _told;

    /// <summary>A step was played.</summary>
    public void Follow(PlanStep step) => _movements.Follow(step);

    /// <summary>The realm's time is this now.</summary>
    public async Task Tell(DateTimeOffset now, CancellationToken cancellation)
    {
        if (_told != 0 && time.GetElapsedTime(_told) < Every) return;
        _told = time.GetTimestamp();
        var request = new ReportRequest { Realm = script.Realm.ToString() };
        foreach (var (unit, at) in _movements.At(now))
        {
            var known = _numbers.TryGetValue(unit, out var number);
            if (!known) request.Units.Add(script.Unit(unit));
            request.UnitNumbers.Add(known ? number : _numbers[unit] = (uint)_numbers.Count);
            request.Latitudes.Add(at.Latitude);
            request.Longitudes.Add(at.Longitude);
            request.FixedAtMs.Add(now.ToUnixTimeMilliseconds());
        }

        if (request.UnitNumbers.Count > 0) await Send(request, cancellation);
    }

    public void Dispose() => _call?.Dispose();

    /// <summary>A stream that broke begins anew with the next second; a replay does not end for want of a picture.</summary>
    private async Task Send(ReportRequest request, CancellationToken cancellation)
    {
        try
        {
            _call ??= clients.Tracking.Report((await administrator.Options(cancellation)).WithDeadline(DateTime.MaxValue));
            await _call.RequestStream.WriteAsync(request, cancellation);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            _call?.Dispose();
            _call = null;
            _numbers.Clear();
        }
    }
}
