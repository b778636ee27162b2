using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Eoc.Tracking.Tests;

public sealed class Reporting_over_the_wire : IAsyncLifetime
{
    private static readonly UnitId Engine = UnitId.Parse("cfd/e12");
    private static readonly IncidentId Fire = new(DerivedId.From("fire"));
    private static readonly AssignmentId Assignment = new(DerivedId.From("assignment"));
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private TrackingServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromSeconds(60));
        _server = await TrackingServer.Start();
        await _server.Enrol(Engine);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task counts_what_became_of_every_position_and_tells_the_good_ones_on()
    {
        using var call = _server.Client.Report(TrackingServer.AsSupervisor());
        await call.RequestStream.WriteAsync(Report([0, 1, 0], [41.88, 41.9, double.NaN], [0, 0, 1], "cfd/e12", "cfd/t3"));
        await call.RequestStream.WriteAsync(Report([0, 1, 1], [41.8801, 48, 41.9], [1_000, 1_000, 0]));
        await call.RequestStream.CompleteAsync();
        var response = await call;
        Assert.Equal((3ul, 1ul, 1ul, 1ul), (response.Accepted, response.Superseded, response.Refused, response.Quarantined));
        Assert.Equal(41_900_000, (await _server.Told.Of("cfd/t3", _patience.Token)).Latitude);
    }

    [Fact]
    public async Task has_to_be_begun_again_when_the_realm_was_deleted()
    {
        using var report = _server.Client.Report(TrackingServer.AsSupervisor());
        using var terminal = _server.Client.Terminal(TrackingServer.As(Engine));
        await report.RequestStream.WriteAsync(Report([0], [41.88], [0], "cfd/t3"));
        await _server.Told.Of("cfd/t3", _patience.Token);
        Assert.True(await terminal.ResponseStream.MoveNext(_patience.Token));

        await _server.ForgetRealm();

        await report.RequestStream.WriteAsync(Report([0], [41.89], [1_000]));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(async () => await report)).StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(async () => await terminal.ResponseStream.MoveNext(_patience.Token))).StatusCode);
        using var again = _server.Client.Terminal(TrackingServer.As(Engine));
        Assert.True(await again.ResponseStream.MoveNext(_patience.Token));
    }

    [Theory]
    [InlineData("", "cfd/e12", 1, 0, "realm")]
    [InlineData("live", "e12", 1, 0, "units[0]")]
    [InlineData("live", "cfd/e12", 2, 0, "latitudes")]
    [InlineData("live", "cfd/e12", 1, 7, "unit_numbers")]
    public async Task refuses_a_message_that_makes_no_sense(string realm, string unit, int rows, uint number, string field)
    {
        using var call = _server.Client.Report(TrackingServer.AsSupervisor());
        var message = new ReportRequest { Realm = realm, Units = { unit }, Latitudes = { 41.8 }, Longitudes = { -87.6 }, FixedAtMs = { Milliseconds(0) } };
        for (var row = 0; row < rows; row++) message.UnitNumbers.Add(number);
        await call.RequestStream.WriteAsync(message);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(field, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task shows_a_crew_its_assignment_as_it_changes()
    {
        using var terminal = _server.Client.Terminal(TrackingServer.As(Engine));
        Assert.Empty((await Next(terminal)).Assignments);
        await _server.Open(Fire, "Structure fire", Audience.Room);
        await _server.Dispatch(Engine, Assignment, Fire, Audience.Room);
        var shown = (await Next(terminal)).Assignments.Single();
        // Both may come in one look at the journal or in two: the incident's words then come right after.
        if (shown.Title.Length == 0) shown = (await Next(terminal)).Assignments.Single();
        Assert.Equal(("Structure fire", "cfd-2026-000001", true), (shown.Title, shown.Number, shown.Active));
        await _server.Retitle(Fire, "Working fire");
        Assert.Equal("Working fire", (await Next(terminal)).Assignments.Single().Title);
    }

    [Fact]
    public async Task shows_a_crew_nothing_of_an_incident_it_may_not_know()
    {
        await _server.Open(Fire, "Warrant", Audience.LawEnforcementSensitive);
        await _server.Dispatch(Engine, Assignment, Fire, Audience.LawEnforcementSensitive);
        using var terminal = _server.Client.Terminal(TrackingServer.As(Engine));
        var shown = (await Next(terminal)).Assignments.Single();
        Assert.Equal((Assignment.ToString(), string.Empty, string.Empty), (shown.Assignment, shown.Incident, shown.Title));
    }

    [Fact]
    public async Task takes_a_terminals_own_position_and_outlives_a_broken_receiver()
    {
        using var terminal = _server.Client.Terminal(TrackingServer.As(Engine));
        await terminal.RequestStream.WriteAsync(Position(double.NaN));
        await terminal.RequestStream.WriteAsync(new TerminalRequest { Realm = "live", Position = new() });
        await terminal.RequestStream.WriteAsync(Position(41.88));
        Assert.Equal(41_880_000, (await _server.Told.Of("cfd/e12", _patience.Token)).Latitude);
        await terminal.RequestStream.CompleteAsync();
        while (await terminal.ResponseStream.MoveNext(_patience.Token))
        {
        }

        Assert.Equal(StatusCode.OK, terminal.GetStatus().StatusCode);
    }

    [Fact]
    public async Task is_for_a_units_device_only()
    {
        using var terminal = _server.Client.Terminal(TrackingServer.AsSupervisor());
        var refused = await Assert.ThrowsAsync<RpcException>(() => Next(terminal));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task ends_with_the_session()
    {
        using var terminal = _server.Client.Terminal(TrackingServer.As(Engine));
        await Next(terminal);
        _server.EndSession();
        var ended = await Assert.ThrowsAsync<RpcException>(() => Next(terminal));
        Assert.Equal(StatusCode.Unauthenticated, ended.StatusCode);
    }

    private static TerminalRequest Position(double latitude) => new()
    {
        Realm = "live",
        Position = new() { Position = new() { Latitude = latitude, Longitude = -87.6 }, FixedAt = TimeProvider.System.GetUtcNow().ToTimestamp() },
    };

    private static ReportRequest Report(uint[] units, double[] latitudes, long[] milliseconds, params string[] names) => new()
    {
        Realm = "live",
        Units = { names },
        UnitNumbers = { units },
        Latitudes = { latitudes },
        Longitudes = { latitudes.Select(_ => -87.6) },
        FixedAtMs = { milliseconds.Select(Milliseconds) },
    };

    private static readonly long Began = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Milliseconds(long after) => Began + after;

    private async Task<TerminalResponse> Next(AsyncDuplexStreamingCall<TerminalRequest, TerminalResponse> terminal)
    {
        Assert.True(await terminal.ResponseStream.MoveNext(_patience.Token));
        return terminal.ResponseStream.Current;
    }
}
