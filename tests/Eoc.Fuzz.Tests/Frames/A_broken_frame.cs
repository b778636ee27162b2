using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Eoc.Contracts.Rpc.V1;
using Eoc.Fuzz.Tests.Hosting;
using Google.Protobuf;
using Grpc.Core;
using Xunit;

namespace Eoc.Fuzz.Tests.Frames;

/// <summary>Broken frames get the status that gRPC lays down, on a connection that lives on.</summary>
[Collection(nameof(FuzzedHost.ResidentBytes))]
public sealed class A_broken_frame : IDisposable
{
    private const string TakeCall = "/eoc.v1.CallService/TakeCall";
    private const string Watch = "/eoc.v1.PictureStreamService/Watch";
    private const int Mebi = 1 << 20;

    private readonly FuzzedHost _host;
    private readonly RawClient _client;

    public A_broken_frame(FuzzedHost host) => (_host, _client) = (host, new RawClient(host.Host.Grpc, host.TokenOf(Role.Dispatcher)));

    public void Dispose() => _client.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task whose_length_promises_more_than_comes_is_INTERNAL() =>
        Gets(StatusCode.Internal, RawClient.Frame(Good(), length: (uint)Good().Length + 100));

    [Fact]
    public Task whose_length_promises_less_than_comes_is_INTERNAL() => Gets(StatusCode.Internal, RawClient.Frame(Good(), length: 3));

    [Fact]
    public Task that_declares_a_gigabyte_is_RESOURCE_EXHAUSTED() => Gets(StatusCode.ResourceExhausted, RawClient.Frame([1, 2, 3], length: 1 << 30));

    [Fact]
    public Task that_declares_four_gigabytes_is_RESOURCE_EXHAUSTED() => Gets(StatusCode.ResourceExhausted, RawClient.Frame([1, 2, 3], length: uint.MaxValue));

    [Fact]
    public Task cut_within_its_first_five_bytes_is_INTERNAL() => Gets(StatusCode.Internal, [0, 0, 0]);

    [Fact]
    public Task that_never_came_is_INTERNAL() => Gets(StatusCode.Internal, []);

    [Fact]
    public Task of_an_unknown_codec_is_UNIMPLEMENTED() => Gets(StatusCode.Unimplemented, RawClient.Frame(Good(), compressed: 1), ("grpc-encoding", "snail"));

    [Fact]
    public Task that_is_compressed_by_no_codec_is_INTERNAL() => Gets(StatusCode.Internal, RawClient.Frame(Good(), compressed: 1));

    [Fact]
    public Task that_is_no_protobuf_is_INTERNAL() => Gets(StatusCode.Internal, RawClient.Frame([0x0A, 0x7F, 1, 2, 3]));

    [Fact]
    public Task with_text_that_is_no_utf8_is_INTERNAL() => Gets(StatusCode.Internal, RawClient.Frame([0x12, 0x02, 0xC3, 0x28]));

    [Fact]
    public Task nested_ten_thousand_deep_is_INTERNAL() =>
        // Field 99, a group that opens and opens.
        Gets(StatusCode.Internal, RawClient.Frame([.. Enumerable.Repeat<byte[]>([0x9B, 0x06], 10_000).SelectMany(open => open)]));

    [Fact]
    public async Task that_swells_to_two_hundred_megabytes_is_RESOURCE_EXHAUSTED_and_is_never_unpacked()
    {
        var before = _host.ResidentBytes;
        await Gets(StatusCode.ResourceExhausted, RawClient.Frame(Gzip(200 * Mebi), compressed: 1), ("grpc-encoding", "gzip"));
        Assert.InRange(_host.ResidentBytes - before, long.MinValue, 100 * Mebi);
    }

    [Fact]
    public Task on_a_stream_is_treated_no_better() => Sends(StatusCode.ResourceExhausted, Watch, RawClient.Frame([1, 2, 3], length: 1 << 30));

    [Fact]
    public async Task that_is_given_up_half_way_leaves_the_connection_alone()
    {
        await LivesOn();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var content = new StreamContent(new HalfAMessage(RawClient.Frame(Good())[..20], giveUp));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.Send(TakeCall, content, giveUp.Token));
        await LivesOn();
    }

    [Fact]
    public async Task of_no_HTTP_at_all_costs_only_its_own_connection()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_host.Host.Grpc.Host, _host.Host.Grpc.Port, Cancellation);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(new string('?', 4096)), Cancellation);
        await LivesOn();
    }

    private Task Gets(StatusCode expected, byte[] body, params (string Name, string Value)[] headers) => Sends(expected, TakeCall, body, headers);

    private async Task Sends(StatusCode expected, string method, byte[] body, params (string Name, string Value)[] headers)
    {
        await LivesOn();
        Assert.Equal(expected, await _client.Send(method, body, Cancellation, headers));
        await LivesOn();
    }

    private async Task LivesOn()
    {
        Assert.Equal(StatusCode.OK, await _client.Send(TakeCall, RawClient.Frame(Good()), Cancellation));
        Assert.Equal(1, _client.Connections);
    }

    private static byte[] Good() =>
        new TakeCallRequest { Header = FuzzedHost.Header(), Call = Guid.CreateVersion7().ToString(), Channel = CallChannel.Voice, Narrative = "smoke" }.ToByteArray();

    private static byte[] Gzip(int zeros)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(new byte[zeros]);
        return packed.ToArray();
    }

    /// <summary>Gives what it has, then gives up.</summary>
    private sealed class HalfAMessage(byte[] half, CancellationTokenSource giveUp) : MemoryStream(half)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0) await giveUp.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return read;
        }
    }
}
