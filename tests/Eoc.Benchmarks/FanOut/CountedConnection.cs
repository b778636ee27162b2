using System.Net.Sockets;

namespace Eoc.Benchmarks.FanOut;

/// <summary>Counts every byte that comes in over its connections, whatever protocol it belongs to.</summary>
internal sealed class CountedConnection
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public SocketsHttpHandler Handler => new()
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new Counted(socket, this);
        },
    };

    private sealed class Counted(Socket socket, CountedConnection counter) : NetworkStream(socket, ownsSocket: true)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            Interlocked.Add(ref counter._bytes, count);
            return count;
        }
    }
}
