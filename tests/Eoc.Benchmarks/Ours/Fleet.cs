using Eoc.Contracts.Rpc.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.Benchmarks.Ours;

/// <summary>Units that drive about, each reporting its position once a second over one stream.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const int MessagesPerSecond = 25;

    private readonly AsyncClientStreamingCall<ReportRequest, ReportResponse> _stream;
    private readonly int _units;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _driving;

    private Fleet(AsyncClientStreamingCall<ReportRequest, ReportResponse> stream, List<string> units)
    {
        (_stream, _units) = (stream, units.Count);
        _driving = Drive(units);
    }

    public static Fleet Start(GrpcChannel channel, Metadata administrator, List<string> units) =>
        new(new TrackingService.TrackingServiceClient(channel).Report(administrator), units);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _driving;
        _stream.Dispose();
        _stop.Dispose();
    }

    private async Task Drive(List<string> units)
    {
        await _stream.RequestStream.WriteAsync(new() { Realm = "live", Units = { units } });
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / MessagesPerSecond), TimeProvider.System);
        for (var tick = 0; !_stop.IsCancellationRequested; tick++)
        {
            await timer.WaitForNextTickAsync();
            await _stream.RequestStream.WriteAsync(Positions(tick));
        }
    }

    /// <summary>A tenth of a minute of arc a second: some 40 miles an hour.</summary>
    private ReportRequest Positions(int tick)
    {
        var message = new ReportRequest();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var unit = tick % MessagesPerSecond; unit < _units; unit += MessagesPerSecond)
        {
            message.UnitNumbers.Add((uint)unit);
            message.Latitudes.Add(41.65 + unit % 200 * 0.002 + tick * 0.000006);
            message.Longitudes.Add(-87.9 + unit / 200 * 0.002 + tick * 0.000006);
            message.FixedAtMs.Add(now);
        }

        return message;
    }
}
