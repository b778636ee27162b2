using System.Collections.Concurrent;
using System.Diagnostics;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal.Tracing;
using Eoc.Picture.Tests.Given;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.Picture.Tests.Measuring;

public sealed class Telling_a_console_s_times : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<Activity> _spans = new();

    // Its command, and so its trace, follows from its name: spans of a namesake in a test that runs beside would be taken for its own.
    private readonly string _fire = $"fire {Guid.CreateVersion7()}";
    private readonly ActivityListener _collector;
    private long _arrived;
    private PictureServer _server = null!;
    private GrpcChannel _connection = null!;

    public Telling_a_console_s_times() => _collector = new()
    {
        ShouldListenTo = source => source.Name == CommandTrace.SourceName,
        Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = _spans.Enqueue,
    };

    public async ValueTask InitializeAsync()
    {
        ActivitySource.AddActivityListener(_collector);
        _server = await PictureServer.Start();
        _connection = _server.Connect();
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _server.DisposeAsync();
        _collector.Dispose();
    }

    [Fact]
    public async Task joins_the_frame_it_drew_to_the_command_behind_it_which_it_never_learns()
    {
        var frame = await Shown(Audience.Room);
        (frame.ArrivedAgoUs, frame.DrawnAgoUs) = (Ago(_arrived), Ago(_arrived) / 2);

        Assert.True((await Report(Audience.Room, frame)).NextAfterMs > 0);

        var spans = SpansOf(_fire);
        var (made, arrival, drawn) = (Named(spans, "picture frame"), Named(spans, "frame arrival"), Named(spans, "frame drawn"));
        Assert.Equal(arrival.StartTimeUtc + arrival.Duration, drawn.StartTimeUtc);
        Assert.Equal(TimeSpan.FromMicroseconds(frame.ArrivedAgoUs - frame.DrawnAgoUs), drawn.Duration);
        Assert.InRange(arrival.StartTimeUtc, made.StartTimeUtc, drawn.StartTimeUtc);
        Assert.Equal(CommandTrace.RootOf(CommandOf(_fire)).SpanId, drawn.ParentSpanId);
    }

    [Fact]
    public async Task tells_nothing_of_what_it_may_not_know_and_is_not_told_that()
    {
        var frame = await Shown(Script.Sensitive);
        var unknown = frame.Clone();
        unknown.Sequence += 100;

        var answers = new[] { await Report(Audience.Room, frame), await Report(Audience.Room, unknown) };

        Assert.Equal(answers[0], answers[1]);
        Assert.DoesNotContain(SpansOf(_fire), span => span.OperationName is "frame arrival" or "frame drawn");
        Assert.Equal(answers[0], await Report(Script.Sensitive, frame));
        Assert.NotNull(Named(SpansOf(_fire), "frame drawn"));
    }

    [Fact]
    public async Task counts_a_key_press_back_from_its_own_arrival()
    {
        var command = CommandId.New();
        var before = TimeProvider.System.GetUtcNow();
        await Call(Audience.Room, new() { Realm = "live", Answered = { new AnsweredCommand { CommandId = command.ToString(), PressedAgoUs = 5_000_000, AnsweredAgoUs = 4_900_000 } } });

        var press = Named([.. _spans.Where(span => span.TraceId == CommandTrace.RootOf(command).TraceId)], "key press");
        Assert.Equal(TimeSpan.FromMilliseconds(100), press.Duration);
        Assert.InRange(press.StartTimeUtc, before.UtcDateTime.AddSeconds(-5), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-5));
    }

    [Fact]
    public async Task is_refused_when_it_ends_before_it_begins_or_is_minutes_old()
    {
        var request = new ReportTimesRequest
        {
            Realm = "live", Drawn = { new DrawnFrame { Channel = "1:1/units/room", ArrivedAgoUs = 10, DrawnAgoUs = 11 } },
            Answered = { new AnsweredCommand { CommandId = CommandId.New().ToString(), PressedAgoUs = 120_000_001 } },
        };

        var refusal = await Assert.ThrowsAsync<RpcException>(() => Call(Audience.Room, request));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Contains("answered[0].pressed_ago_us, drawn[0].drawn_ago_us", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_stopped_when_it_comes_without_end()
    {
        for (var i = 0; i < 4; i++) await Call(Audience.Room, new() { Realm = "live" });

        // Two more are let in every five seconds, and so it is stopped soon, however slow the machine is.
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            for (var i = 0; i < 100; i++) await Call(Audience.Room, new() { Realm = "live" });
        });
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
    }

    /// <summary>A fact for these eyes, and the frame by which a console that may know of it was told.</summary>
    private async Task<DrawnFrame> Shown(Audience audience)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var watch = new PictureStreamService.PictureStreamServiceClient(_connection).Watch(new() { Realm = "live" }, PictureServer.As("ann", audience, Audience.Room));
        Assert.True(await watch.ResponseStream.MoveNext(patience.Token));
        await _server.Apply(_server.Script.Open(_fire, audience: audience));
        while (true)
        {
            Assert.True(await watch.ResponseStream.MoveNext(patience.Token));
            if (watch.ResponseStream.Current.Channels.FirstOrDefault(frame => frame.Changes.Count > 0 || frame.Snapshot is not null) is { } frame)
            {
                _arrived = TimeProvider.System.GetTimestamp();
                return new() { Channel = frame.Channel, Epoch = frame.Epoch, Sequence = frame.Sequence };
            }
        }
    }

    private static uint Ago(long timestamp) => (uint)TimeProvider.System.GetElapsedTime(timestamp).TotalMicroseconds;

    private Task<ReportTimesResponse> Report(Audience audience, DrawnFrame frame) => Call(audience, new() { Realm = "live", Drawn = { frame } });

    private async Task<ReportTimesResponse> Call(Audience audience, ReportTimesRequest request) =>
        await new ConsoleTelemetryService.ConsoleTelemetryServiceClient(_connection).ReportTimesAsync(request, PictureServer.As("ann", audience));

    private CommandId CommandOf(string incident) => _server.Script.Facts.First(fact => fact.Header.Stream.ToString().Contains(Script.Incident(incident).ToString(), StringComparison.Ordinal)).Header.Command;

    private List<Activity> SpansOf(string incident) => [.. _spans.Where(span => span.TraceId == CommandTrace.RootOf(CommandOf(incident)).TraceId)];

    private static Activity Named(List<Activity> spans, string name) => Assert.Single(spans, span => span.OperationName == name);
}
