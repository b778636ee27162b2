using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Grpc.Core;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>Reports where units are, over one stream: those that move once a second, those that stand now and then, so that they are not taken for lost.</summary>
internal sealed class PositionFeed(Clients clients, Actor gateway, IReadOnlyList<GroundUnit> units) : IDisposable
{
    private const int StandingEvery = 15;

    private AsyncClientStreamingCall<ReportRequest, ReportResponse>? _call;
    private int _tick;

    /// <summary>Reports this second's positions; begins a new stream when the last one broke.</summary>
    public async Task Report(Shift shift, DateTimeOffset now, CancellationToken cancellation)
    {
        var request = new ReportRequest { Realm = RealmId.Demo.Value };
        if (_call is null)
        {
            _call = clients.Tracking.Report((await gateway.Options(cancellation)).WithDeadline(DateTime.MaxValue));
            request.Units.Add(units.Select(unit => unit.Id.ToString()));
            _tick = 0;
        }

        Fill(request, shift, now);
        await Send(request);
        _tick++;
    }

    public void Dispose() => _call?.Dispose();

    private void Fill(ReportRequest request, Shift shift, DateTimeOffset now)
    {
        var crews = shift.Crews;
        for (var number = 0; number < crews.Length; number++)
        {
            if (_tick > 0 && !crews[number].Moves(now) && number % StandingEvery != _tick % StandingEvery) continue;
            var fix = crews[number].FixAt(now);
            request.UnitNumbers.Add((uint)number);
            request.Latitudes.Add(fix.At.Latitude);
            request.Longitudes.Add(fix.At.Longitude);
            request.FixedAtMs.Add(now.ToUnixTimeMilliseconds());
            request.Headings.Add((float)fix.Heading);
            request.Speeds.Add((float)fix.Speed);
        }
    }

    private async Task Send(ReportRequest request)
    {
        try
        {
            await _call!.RequestStream.WriteAsync(request);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            _call!.Dispose();
            _call = null;
        }
    }
}
