using System.Text;
using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Tracing.Otlp;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Eoc.SystemTests.Tracing;

/// <summary>From the key press on one console to the frame on another, as a collector gets it.</summary>
public sealed class One_trace(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Steps = ["key press", "command", "turn", "journal commit", "publish", "picture frame", "frame arrival", "frame drawn"];
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private Collector _collector = null!;
    private EmbeddedCentre _centre = null!;

    public async ValueTask InitializeAsync()
    {
        _collector = await Collector.Start();
        _centre = await EmbeddedCentre.Open(
            ("EOC_OTLP", _collector.Address.ToString()), ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
    }

    public async ValueTask DisposeAsync()
    {
        await _centre.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task leads_from_the_console_that_commands_to_the_frame_on_another()
    {
        var observer = await _centre.Crew.Hire("observer", Role.Observer);
        using var watch = new PictureStreamService.PictureStreamServiceClient(observer.Edge).Watch(new() { Realm = "live" }, observer.Headers);
        var (command, incident) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var traceId = Convert.ToHexStringLower(command.ToByteArray(bigEndian: true));

        var pressed = TimeProvider.System.GetTimestamp();
        await Press(_centre.Crew.Supervisor, command, incident);
        var answered = TimeProvider.System.GetTimestamp();
        var (frame, seen) = await ShownAt(watch, incident);
        var arrived = TimeProvider.System.GetTimestamp();
        await Tell(_centre.Crew.Supervisor, new AnsweredCommand { CommandId = command.ToString(), PressedAgoUs = Ago(pressed), AnsweredAgoUs = Ago(answered) });
        await Tell(observer, new DrawnFrame { Channel = frame.Channel, Epoch = frame.Epoch, Sequence = frame.Sequence, ArrivedAgoUs = Ago(arrived), DrawnAgoUs = 0 });
        var trace = await Collected(traceId);

        var rpc = Assert.Single(trace, span => span.Name.Contains("OpenIncident", StringComparison.Ordinal));
        Assert.Equal(traceId[16..], Hex(rpc.ParentSpanId));
        Assert.Equal(rpc.SpanId, Assert.Single(trace, span => span.Name == "command").ParentSpanId);
        foreach (var step in (string[])["picture frame", "frame arrival", "frame drawn"])
            Assert.Contains(trace, span => span.Name == step && Tag(span, "eoc.channel").StringValue == frame.Channel && Tag(span, "eoc.sequence").IntValue == (long)frame.Sequence);
        Assert.Equal(traceId[16..], Hex(Assert.Single(trace, span => span.Name == "key press").ParentSpanId));
        Assert.All(seen, message => Assert.Equal(-1, message.AsSpan().IndexOf(command.ToByteArray(bigEndian: true))));
        Assert.All(seen, message => Assert.DoesNotContain(traceId, Encoding.Latin1.GetString(message), StringComparison.OrdinalIgnoreCase));
        Assert.All(seen, message => Assert.DoesNotContain(command.ToString(), Encoding.Latin1.GetString(message), StringComparison.OrdinalIgnoreCase));
        Tell(trace);
    }

    [Fact]
    public async Task stands_beside_measures_and_lines()
    {
        await _centre.Crew.Enrol("measured", 2);
        string[] wanted =
        [
            "eoc.command.duration", "eoc.journal.commit.size", "eoc.journal.commit.duration", "eoc.relay.backlog", "eoc.bus.lag", "eoc.picture.viewers",
            "eoc.picture.message.size",
        ];
        using var watch = new PictureStreamService.PictureStreamServiceClient(_centre.Crew.Supervisor.Edge).Watch(new() { Realm = "live" }, _centre.Crew.Supervisor.Headers);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));

        await Eventually.Holds("every measure is told", Soon, () => Task.FromResult(
            wanted.Where(name => !_collector.Metrics.ContainsKey(name)).ToList() is { Count: > 0 } missing ? $"no {string.Join(", ", missing)}" : null));
        Assert.Contains("This process serves as Silo, Edge, Work", _collector.Logs);
    }

    private static async Task Press(Desk desk, Guid command, Guid incident)
    {
        var id = Convert.ToHexStringLower(command.ToByteArray(bigEndian: true));
        var headers = new Metadata { desk.Headers.Get("authorization")!, { "traceparent", $"00-{id}-{id[16..]}-01" } };
        var reply = await new IncidentService.IncidentServiceClient(desk.Edge).OpenIncidentAsync(
            new()
            {
                Header = new() { Realm = "live", CommandId = command.ToString(), IssuedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) },
                Incident = incident.ToString(), Type = "FIRE", Priority = 1,
            },
            headers);
        Assert.NotNull(reply.Outcome.Accepted);
    }

    /// <summary>What a console's own clock says, as the console tells it.</summary>
    private static uint Ago(long timestamp) => (uint)TimeProvider.System.GetElapsedTime(timestamp).TotalMicroseconds;

    private static async Task Tell(Desk desk, AnsweredCommand command) =>
        Assert.True((await Times(desk).ReportTimesAsync(new() { Realm = "live", Answered = { command } }, desk.Headers)).NextAfterMs > 0);

    private static async Task Tell(Desk desk, DrawnFrame frame) =>
        Assert.True((await Times(desk).ReportTimesAsync(new() { Realm = "live", Drawn = { frame } }, desk.Headers)).NextAfterMs > 0);

    private static ConsoleTelemetryService.ConsoleTelemetryServiceClient Times(Desk desk) => new(desk.Edge);

    /// <summary>The frame that showed the incident, and everything that came until then.</summary>
    private static async Task<(ChannelFrame Frame, List<byte[]> Seen)> ShownAt(AsyncServerStreamingCall<WatchResponse> watch, Guid incident)
    {
        var seen = new List<byte[]>();
        using var patience = new CancellationTokenSource(Soon);
        await foreach (var message in watch.ResponseStream.ReadAllAsync(patience.Token))
        {
            seen.Add(message.ToByteArray());
            if (message.Channels.FirstOrDefault(frame => frame.Changes.Any(change => change.Upsert?.Id == incident.ToString())) is { } shown) return (shown, seen);
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private async Task<List<Span>> Collected(string traceId)
    {
        List<Span> Trace() => [.. _collector.Spans.Where(span => Hex(span.TraceId) == traceId)];
        await Eventually.Holds("the whole trace is collected", Soon, () => Task.FromResult(
            Steps.Append("OpenIncident").Where(step => !Trace().Exists(span => span.Name.Contains(step, StringComparison.Ordinal))).ToList() is { Count: > 0 } missing
                ? $"no {string.Join(", ", missing)}; {string.Join(", ", Trace().Select(span => span.Name))}" : null));
        return Trace();
    }

    private void Tell(List<Span> trace)
    {
        var began = trace.Min(span => span.StartTimeUnixNano);
        foreach (var span in trace.OrderBy(span => span.StartTimeUnixNano))
            output.WriteLine($"{(span.StartTimeUnixNano - began) / 1e6,8:0.00} ms  {(span.EndTimeUnixNano - span.StartTimeUnixNano) / 1e6,7:0.00} ms  {span.Name}");
    }

    private static AnyValue Tag(Span span, string key) => span.Attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value ?? new AnyValue();

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}
