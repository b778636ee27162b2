using System.Net.Http.Headers;
using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Tests.Given;
using Grpc.Core;

namespace Eoc.Picture.Tests.Watching;

/// <summary>What is measured here is the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class Reading_slowly
{
    private const long Kilobyte = 1024;

    [Fact]
    public async Task or_not_at_all_costs_bounded_memory_and_slows_nobody()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await PictureServer.Start();
        var units = await Enrol(server, 2_000);
        await using var readers = await UnreadStreams.Open(server, 50, cancellation);
        using var connection = server.Connect();
        using var quick = new PictureStreamService.PictureStreamServiceClient(connection).Watch(new() { Realm = "live" }, PictureServer.As("quick", Audience.Room));
        var console = new Given.Console();
        await Move(server, units, 0);
        await Until(quick, console, () => console.PositionOf(units[^1]) is not null, cancellation);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var round = 1; round <= 20; round++)
        {
            await Move(server, units, round);
            await server.Apply(server.Script.Open($"incident {round}"), server.Script.Note($"incident {round}", new string('x', 8_000)));
            var expected = Math.Round(41.7 + round * 1e-4, 6);
            await Until(quick, console, () => console.PositionOf(units[0])?.Latitude == expected, cancellation);
        }

        await Until(quick, console, () => console.All(EntityKind.Note).Count() == 20, cancellation);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{grown / Kilobyte} KB more with 50 readers that do not read");
        Assert.Equal(51, (await server.Live()).Picture.Viewers.Count);
        Assert.InRange(grown / 50, long.MinValue, 400 * Kilobyte);
        Assert.Equal(0ul, console.Conflated);
    }

    [Fact]
    public async Task nothing_costs_at_most_80_KB_for_an_idle_stream_with_its_client()
    {
        const int Streams = 300;
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await PictureServer.Start();
        await server.Apply(server.Script.Open("fire"));
        using var connection = server.Connect();
        using var first = await Idle(connection, cancellation);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var calls = new List<AsyncServerStreamingCall<WatchResponse>>();
        for (var i = 0; i < Streams; i++) calls.Add(await Idle(connection, cancellation));
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Streams;
        TestContext.Current.TestOutputHelper?.WriteLine($"{each / (double)Kilobyte:F1} KB for an idle stream, server and client");
        foreach (var call in calls) call.Dispose();
        Assert.InRange(each, 0, 80 * Kilobyte);
    }

    private static async Task<AsyncServerStreamingCall<WatchResponse>> Idle(Grpc.Net.Client.GrpcChannel connection, CancellationToken cancellation)
    {
        var call = new PictureStreamService.PictureStreamServiceClient(connection).Watch(new() { Realm = "live" }, PictureServer.As("idle", Audience.Room), cancellationToken: cancellation);
        var console = new Given.Console();
        await Until(call, console, () => console.Entities.Any(), cancellation);
        return call;
    }

    private static async Task<string[]> Enrol(PictureServer server, int count)
    {
        var units = Enumerable.Range(0, count).Select(unit => UnitId.Parse($"cfd/u{unit}")).ToList();
        await server.Apply([.. units.Select(unit => server.Script.Enrol(unit))]);
        return [.. units.Select(unit => unit.ToString())];
    }

    private static async Task Move(PictureServer server, string[] units, int round)
    {
        var (rows, at, now) = (new byte[units.Sum(PositionRows.SizeOf)], 0, DateTimeOffset.UnixEpoch.AddDays(20_000).ToUnixTimeMilliseconds() + round);
        for (var unit = 0; unit < units.Length; unit++)
            at += PositionRows.Write(rows.AsSpan(at), units[unit], 41_700_000 + round * 100, -87_700_000 + unit, now);
        (await server.Live()).Position(rows);
    }

    private static async Task Until(AsyncServerStreamingCall<WatchResponse> call, Given.Console console, Func<bool> seen, CancellationToken cancellation)
    {
        while (await call.ResponseStream.MoveNext(cancellation))
        {
            console.Apply(call.ResponseStream.Current);
            if (seen()) return;
        }

        Assert.Fail("The stream ended first.");
    }
}

/// <summary>Streams that are opened and never read: a bare HTTP/2 client that leaves the answer where it is.</summary>
internal sealed class UnreadStreams : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { InitialHttp2StreamWindowSize = 65_535 }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<HttpResponseMessage> _responses = [];

    public static async Task<UnreadStreams> Open(PictureServer server, int count, CancellationToken cancellation)
    {
        var streams = new UnreadStreams();
        for (var i = 0; i < count; i++) streams._responses.Add(await streams.Send(server, cancellation));
        return streams;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var response in _responses) response.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<HttpResponseMessage> Send(PictureServer server, CancellationToken cancellation)
    {
        var body = Google.Protobuf.MessageExtensions.ToByteArray(new WatchRequest { Realm = "live" });
        var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/eoc.v1.PictureStreamService/Watch")
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, (byte)body.Length, .. body]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Add("te", "trailers");
        foreach (var entry in PictureServer.As("unread", Audience.Room)) request.Headers.Add(entry.Key, entry.Value);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }
}
