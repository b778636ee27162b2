using Eoc.Benchmarks.Ours;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.Benchmarks.FanOut;

/// <summary>Five hundred consoles: a fifth look at the whole city, the others at one district of it. They count what comes and keep nothing.</summary>
internal sealed class Consoles : IAsyncDisposable
{
    public const int Count = 500;
    public const int WholeCity = Count / 5;
    private const int PerConnection = 25;

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
            for (var console = first; console < first + PerConnection; console++) consoles._reading.Add(consoles.Read(channel.CreateCallInvoker(), centre, Request(console)));
        }

        return consoles;
    }

    /// <summary>What a console asks for.</summary>
    public static WatchRequest Request(int console)
    {
        var request = new WatchRequest { Realm = "live", Kinds = { ChannelKind.Units } };
        if (console % 5 != 0) request.Areas.Add(MovingCity.District(console % MovingCity.Districts));
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        foreach (var channel in _channels) channel.Dispose();
        _stop.Dispose();
    }

    private async Task Read(CallInvoker invoker, Centre centre, WatchRequest request)
    {
        try
        {
            using var stream = invoker.AsyncServerStreamingCall(Watch, null, new CallOptions(centre.Dispatcher, cancellationToken: _stop.Token), request);
            while (await stream.ResponseStream.MoveNext(_stop.Token)) Take(stream.ResponseStream.Current);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled)
        {
            // Disposed.
        }
    }

    private void Take(byte[] message)
    {
        Interlocked.Add(ref _bytes, message.Length);
        Interlocked.Add(ref _rows, WireRows.Count(message));
    }
}
