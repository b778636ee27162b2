using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal;
using Eoc.Picture.Tests.Given;
using Eoc.Picture.Watching;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Picture.Tests.Watching;

public sealed class Watching_over_the_wire : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private PictureServer _server = null!;
    private GrpcChannel _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(Patience);
        _server = await PictureServer.Start();
        _connection = _server.Connect();
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _server.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public void is_bound_under_the_names_of_the_proto()
    {
        var method = PictureStreamService.Descriptor.FindMethodByName("Watch");
        Assert.Equal($"/{method.Service.FullName}/{method.Name}", PictureStream.Watch.FullName);
        Assert.Equal((method.IsClientStreaming, method.IsServerStreaming), (false, PictureStream.Watch.Type == MethodType.ServerStreaming));
        Assert.Equal(WatchRequest.Descriptor, method.InputType);
        Assert.Equal(WatchResponse.Descriptor, method.OutputType);
    }

    [Fact]
    public async Task begins_with_a_snapshot_and_goes_on_with_changes()
    {
        await _server.Apply(_server.Script.Open("fire"));
        using var call = Watch(As("ann"));
        var console = new Given.Console();
        await Until(call, console, () => console.All(EntityKind.Incident).Any());
        await _server.Apply(_server.Script.Note("fire", "second floor"));
        await Until(call, console, () => console.All(EntityKind.Note).Any());
        Assert.Equal(1, console.Snapshots);
    }

    [Fact]
    public async Task tells_who_takes_part_before_all_else()
    {
        await _server.Apply(_server.Script.Open("fire", Script.Loop), _server.Script.Register(Script.Fire));
        using var call = Watch(As("ann"));
        var (opened, told) = (new List<string>(), new List<EntityKind>());
        // A heartbeat may come before them.
        while (opened.Count == 0 || told.Count == 0)
        {
            Assert.True(await call.ResponseStream.MoveNext(_patience.Token));
            opened.AddRange(call.ResponseStream.Current.Viewer?.Opened ?? []);
            told.AddRange(call.ResponseStream.Current.Channels.SelectMany(frame => frame.Changes).Select(change => change.Upsert.Kind));
        }

        Assert.Contains("/directory/", opened[0], StringComparison.Ordinal);
        Assert.Equal(EntityKind.Agency, told[0]);
    }

    [Fact]
    public async Task beats_every_second()
    {
        var time = await StandStill();
        using var call = Watch(As("ann"));
        var (console, beats) = (new Given.Console(), new List<DateTimeOffset>());
        for (var second = 0; second < 4; second++)
        {
            await Until(call, console, () => console.Heartbeats == second + 1);
            beats.Add(call.ResponseStream.Current.Viewer.Heartbeat.ServerTime.ToDateTimeOffset());
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 1, 2, 3], beats.Select(beat => (beat - Script.Noon).TotalSeconds));
    }

    [Fact]
    public async Task goes_on_where_it_was()
    {
        await _server.Apply(_server.Script.Open("fire"));
        var console = new Given.Console();
        using (var call = Watch(As("ann"))) await Until(call, console, () => console.All(EntityKind.Incident).Any());
        await _server.Apply(_server.Script.Note("fire", "meanwhile"));
        using var again = Watch(As("ann"), since: [.. console.Tokens]);
        await Until(again, console, () => console.All(EntityKind.Note).Any());
        Assert.Equal(1, console.Snapshots);
    }

    [Fact]
    public async Task begins_with_a_snapshot_when_the_realm_was_deleted_and_made_again()
    {
        await _server.Apply(_server.Script.Open("fire"));
        using var call = Watch(As("ann"));
        var console = new Given.Console();
        await Until(call, console, () => console.All(EntityKind.Incident).Any());

        await ((IRealmKeeper)_server.Realms).Forget(RealmId.Live, _patience.Token);

        var status = await Assert.ThrowsAsync<RpcException>(async () => await Until(call, console, () => false));
        Assert.Equal(StatusCode.Unavailable, status.StatusCode);
        // The very same record, and still what was the last of the old one is no place to go on from in the new.
        using var again = Watch(As("ann"), since: [.. console.Tokens]);
        await Until(again, console, () => console.Snapshots == 2);
    }

    [Fact]
    public async Task finds_by_itself_what_the_bus_never_brought()
    {
        using var call = Watch(As("ann"));
        var console = new Given.Console();
        _server.Lose(_server.Script.Open("fire"));
        await Until(call, console, () => console.All(EntityKind.Incident).Any());
    }

    [Fact]
    public async Task ends_when_the_session_ends_and_waits_for_no_tick()
    {
        await StandStill();
        using var call = Watch(As("ann"));
        await Until(call, new(), () => true);
        _server.EndSession("ann");
        var status = await Assert.ThrowsAsync<RpcException>(async () => await Until(call, new(), () => false));
        Assert.Equal(StatusCode.Unauthenticated, status.StatusCode);
        await WaitForViewers(0);
    }

    [Fact]
    public async Task ends_when_the_server_stops_and_says_that_it_may_come_again()
    {
        using var call = Watch(As("ann"));
        await Until(call, new(), () => true);
        var stopping = _server.Stop();
        var status = await Assert.ThrowsAsync<RpcException>(async () => await Until(call, new(), () => false));
        Assert.Equal(StatusCode.Unavailable, status.StatusCode);
        await stopping.WaitAsync(_patience.Token);
    }

    [Fact]
    public async Task costs_nothing_any_more_when_the_client_is_gone_and_waits_for_no_tick()
    {
        await StandStill();
        var lost = _server.Connect();
        using (var call = new PictureStreamService.PictureStreamServiceClient(lost).Watch(Request(), As("ann")))
        {
            await Until(call, new(), () => true);
            await WaitForViewers(1);
        }

        lost.Dispose();
        await WaitForViewers(0);
    }

    [Fact]
    public async Task serves_a_hundred_streams_on_one_connection()
    {
        var calls = Enumerable.Range(0, 100).Select(_ => (Call: Watch(As("ann")), Console: new Given.Console())).ToList();
        await _server.Apply(_server.Script.Open("fire"));
        await Task.WhenAll(calls.Select(watch => Until(watch.Call, watch.Console, () => watch.Console.All(EntityKind.Incident).Any())));
        foreach (var (call, _) in calls) call.Dispose();
        await WaitForViewers(0);
    }

    [Fact]
    public async Task sends_nothing_of_what_the_viewer_may_not_know()
    {
        await _server.Apply(_server.Script.Open("raid", audience: Script.Sensitive), _server.Script.Open("fire"));
        using var call = Watch(As("ann"));
        var console = new Given.Console();
        await Until(call, console, () => console.All(EntityKind.Incident).Any());
        Assert.Equal([Script.Incident("fire").ToString()], console.All(EntityKind.Incident).Select(incident => incident.Id));
        Assert.All(console.Channels, channel => Assert.EndsWith("/room", channel, StringComparison.Ordinal));
    }

    [Fact]
    public async Task looks_only_where_and_at_what_was_asked()
    {
        await _server.Apply(_server.Script.Open("loop", Script.Loop), _server.Script.Open("airport", Script.Ohare), _server.Script.Register(Script.Fire));
        var request = Request();
        request.Areas.Add(new Area { South = 41.8, West = -87.7, North = 41.9, East = -87.6 });
        request.Kinds.Add(ChannelKind.Incidents);
        using var call = new PictureStreamService.PictureStreamServiceClient(_connection).Watch(request, As("ann"));
        var console = new Given.Console();
        await Until(call, console, () => console.All(EntityKind.Incident).Any());
        Assert.Equal([Script.Incident("loop").ToString()], console.Entities.Select(entity => entity.Id));
    }

    [Theory]
    [InlineData("Live", 0, StatusCode.InvalidArgument)]
    [InlineData("live", double.NaN, StatusCode.InvalidArgument)]
    [InlineData("live", 95, StatusCode.InvalidArgument)]
    [InlineData("nowhere", 0, StatusCode.NotFound)]
    public async Task refuses_what_makes_no_sense(string realm, double south, StatusCode status)
    {
        var request = new WatchRequest { Realm = realm, Areas = { new Area { South = south, West = -88, North = 42, East = -87 } } };
        using var call = new PictureStreamService.PictureStreamServiceClient(_connection).Watch(request, As("ann"));
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(async () => await Until(call, new(), () => false))).StatusCode);
    }

    /// <summary>A server whose clock only the test moves, so that what ends by itself does not end by a tick or a heartbeat.</summary>
    private async Task<FakeTimeProvider> StandStill()
    {
        var time = new FakeTimeProvider(Script.Noon);
        _connection.Dispose();
        await _server.DisposeAsync();
        _server = await PictureServer.Start(time);
        _connection = _server.Connect();
        return time;
    }

    private static Metadata As(string account) => PictureServer.As(account, Audience.Room);

    private static WatchRequest Request() => new() { Realm = "live" };

    private AsyncServerStreamingCall<WatchResponse> Watch(Metadata who, IReadOnlyList<ChannelToken>? since = null)
    {
        var request = Request();
        request.Since.AddRange(since ?? []);
        return new PictureStreamService.PictureStreamServiceClient(_connection).Watch(request, who);
    }

    private async Task Until(AsyncServerStreamingCall<WatchResponse> call, Given.Console console, Func<bool> seen)
    {
        while (await call.ResponseStream.MoveNext(_patience.Token))
        {
            console.Apply(call.ResponseStream.Current);
            if (seen()) return;
        }

        Assert.Fail("The stream ended first.");
    }

    private async Task WaitForViewers(int count)
    {
        var picture = (await _server.Live()).Picture;
        while (picture.Viewers.Count != count) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, _patience.Token);
    }
}
