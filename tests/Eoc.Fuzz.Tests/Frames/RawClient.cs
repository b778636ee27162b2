using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Grpc.Core;

namespace Eoc.Fuzz.Tests.Frames;

/// <summary>HTTP/2 with bodies of our own making, on one connection that is counted.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _token;
    private int _connections;

    public RawClient(Uri address, string token)
    {
        _token = token;
        _client = new(new SocketsHttpHandler { ConnectCallback = Connect }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>How often it had to connect: 1 as long as the connection lives on.</summary>
    public int Connections => _connections;

    /// <summary>A message as gRPC frames it: one byte that says whether it is compressed, four of length, the bytes.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, byte compressed = 0, uint? length = null)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = compressed;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    /// <summary>Sends the body and gives the gRPC status, from trailers or headers.</summary>
    public async Task<StatusCode> Send(string method, byte[] body, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        return await Send(method, content, cancellation, headers);
    }

    public async Task<StatusCode> Send(string method, HttpContent content, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TE.Add(new("trailers"));
        request.Headers.Add("authorization", $"Bearer {_token}");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await _client.SendAsync(request, cancellation);
        await response.Content.ReadAsByteArrayAsync(cancellation);
        return Status(response.TrailingHeaders) ?? Status(response.Headers)
            ?? throw new InvalidOperationException($"No grpc-status came with HTTP {(int)response.StatusCode}.");
    }

    public void Dispose() => _client.Dispose();

    private static StatusCode? Status(HttpHeaders headers) =>
        headers.TryGetValues("grpc-status", out var values) ? (StatusCode)int.Parse(values.Single(), CultureInfo.InvariantCulture) : null;

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _connections);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
