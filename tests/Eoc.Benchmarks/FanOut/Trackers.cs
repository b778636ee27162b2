using System.Diagnostics;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;

namespace Eoc.Benchmarks.FanOut;

/// <summary>Tells where the city's units are, on a fixed schedule, and remembers when each message went off.</summary>
internal sealed class Trackers : IAsyncDisposable
{
    private readonly AsyncClientStreamingCall<ReportRequest, ReportResponse> _stream;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _driving;
    private readonly long[] _sentAt = new long[MovingCity.MessagesPerSecond * 3_600];

    private Trackers(AsyncClientStreamingCall<ReportRequest, ReportResponse> stream)
    {
        _stream = stream;
        _driving = Drive();
    }

    public static Trackers Start(Ours.Centre centre) => new(new TrackingService.TrackingServiceClient(centre.Connect()).Report(centre.Administrator));

    /// <summary>When the unit's position after so many moves was sent, in ticks of <see cref="Stopwatch" />; 0 when it was not.</summary>
    public long SentAt(int unit, int move) => move < 0 ? 0 : Volatile.Read(ref _sentAt[move * MovingCity.MessagesPerSecond + MovingCity.Phase(unit)]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _driving;
        await _stream.RequestStream.CompleteAsync();
        Console.WriteLine($"  trackers: {await _stream}");
        _stream.Dispose();
        _stop.Dispose();
    }

    private async Task Drive()
    {
        await _stream.RequestStream.WriteAsync(new() { Realm = "live", Units = { MovingCity.Names } });
        var start = Stopwatch.GetTimestamp();
        for (var message = 0; !_stop.IsCancellationRequested && message < _sentAt.Length; message++)
        {
            await MovingCity.Until(message, start);
            var positions = MovingCity.Positions(message);
            Volatile.Write(ref _sentAt[message], Stopwatch.GetTimestamp());
            await _stream.RequestStream.WriteAsync(positions);
        }
    }
}
