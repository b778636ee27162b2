using Eoc.Benchmarks.Ours;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.Benchmarks.FanOut;

/// <summary>
/// Five hundred consoles: a fifth look at the whole city, three fifths at one district of it, and a fifth at what lies around one incident, and go on to
/// another every so often. They count what comes and keep nothing; so each pan costs the server a snapshot, where a console with tokens would need less.
/// </summary>
internal sealed class Consoles : IAsyncDisposable
{
    public const int Count = 500;
    public const int WholeCity = Count / 5;
    private const int PerConnection = 25;
    private const int Mix = 5;
    private const int AtAnIncident = 4;
    private static readonly TimeSpan PanEvery = TimeSpan.FromSeconds(20);

    private static readonly Method<WatchRequest, byte[]> Watch = new(
        MethodType.ServerStreaming, "eoc.v1.PictureStreamService", "Watch",
        Marshallers.Create<WatchRequest>(request => Google.Protobuf.MessageExtensions.ToByteArray(request), WatchRequest.Parser.ParseFrom), Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes));

    private readonly List<GrpcChannel> _channels = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _reading = [];
    private long _bytes;
    private long _rows;

    /// <summary>Positions that one second of the city means for all of them.</summary>
    public const int WantedPerSecond = WholeCity * MovingCity.Units + (Count - WholeCity) * MovingCity.UnitsPerDistrict;

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Rows => Interlocked.Read(ref _rows);

    public static Consoles Open(Centre centre)
    {
        var consoles = new Consoles();
        for (var first = 0; first < Count; first += PerConnection)
        {
            var channel = centre.Connect();
            consoles._channels.Add(channel);
            for (var console = first; console < first + PerConnection; console++) consoles._reading.Add(consoles.Read(channel.CreateCallInvoker(), centre, console));
        }

        return consoles;
    }

    /// <summary>What a console asks for, after so many pans.</summary>
    public static WatchRequest Request(int console, int pan = 0)
    {
        var request = new WatchRequest { Realm = "live", Kinds = { ChannelKind.Units } };
        if (console % Mix != 0) request.Areas.Add(MovingCity.District((console + pan) % MovingCity.Districts));
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        foreach (var channel in _channels) channel.Dispose();
        _stop.Dispose();
    }

    private async Task Read(CallInvoker invoker, Centre centre, int console)
    {
        for (var pan = 0; !_stop.IsCancellationRequested; pan++)
        {
            using var moved = new CancellationTokenSource(Until(console, pan), TimeProvider.System);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, moved.Token);
            await Look(invoker, new CallOptions(centre.Dispatcher, cancellationToken: end.Token), Request(console, pan));
        }
    }

    /// <summary>How long a console stays where it looks; the first time they differ, so that they do not all move at once.</summary>
    private static TimeSpan Until(int console, int pan)
    {
        if (console % Mix != AtAnIncident) return Timeout.InfiniteTimeSpan;
        return pan > 0 ? PanEvery : PanEvery * (console + 1) / Count;
    }

    private async Task Look(CallInvoker invoker, CallOptions options, WatchRequest request)
    {
        try
        {
            using var stream = invoker.AsyncServerStreamingCall(Watch, null, options, request);
            while (await stream.ResponseStream.MoveNext(options.CancellationToken)) Take(stream.ResponseStream.Current);
        }
        catch (RpcException) when (options.CancellationToken.IsCancellationRequested)
        {
            // It looks elsewhere, or is disposed of; what the connection says of its end then differs.
        }
    }

    private void Take(byte[] message)
    {
        Interlocked.Add(ref _bytes, message.Length);
        Interlocked.Add(ref _rows, WireRows.Count(message));
    }
}
