using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal;
using Eoc.Journal.Appending;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Positions;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using IncidentStatus = Eoc.Contracts.Events.Incidents.IncidentStatus;
using OccurredSource = Eoc.Contracts.Events.OccurredSource;
using PrimaryStatus = Eoc.Contracts.Events.Units.PrimaryStatus;

namespace Eoc.Tracking.Tests;

/// <summary>Tracking on a real server over a real journal in a folder of its own; who calls is said by a header.</summary>
internal sealed class TrackingServer : IAsyncDisposable
{
    public static readonly AgencyId Fire = AgencyId.Parse("cfd");

    private readonly string _folder = Directory.CreateTempSubdirectory("eoc-tracking-").FullName;
    private readonly CancellationTokenSource _session = new();
    private readonly WebApplication _app;
    private GrpcChannel? _connection;

    private TrackingServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IPositionsReceiver>(Told);
        builder.AddJournal(new JournalOptions { DataFolder = _folder });
        builder.AddTracking(_folder);
        _app = builder.Build();
        _app.Use(SayWhoCalls);
        _app.MapTracking();
    }

    public Collected Told { get; } = new();

    public TrackingService.TrackingServiceClient Client =>
        new(_connection ??= GrpcChannel.ForAddress(_app.Urls.First()));

    public static async Task<TrackingServer> Start()
    {
        var server = new TrackingServer();
        await server._app.StartAsync();
        return server;
    }

    public static Metadata As(UnitId unit) => new() { { "x-unit", unit.ToString() } };

    public static Metadata AsSupervisor() => [];

    public void EndSession() => _session.Cancel();

    /// <summary>As when the realm is deleted; its journal is kept here.</summary>
    public async Task ForgetRealm()
    {
        foreach (var keeper in _app.Services.GetServices<IRealmKeeper>()) await keeper.Forget(RealmId.Live, CancellationToken.None);
    }

    public Task Enrol(UnitId unit) => Append(StreamId.Of(RealmId.Live, unit), new UnitEnrolled(
        unit, new UnitProfile("E12", "engine", string.Empty, Audience.Room), new(PrimaryStatus.Available, null, [])));

    public Task Open(IncidentId incident, string title, Audience audience) => Append(StreamId.Of(RealmId.Live, incident), new IncidentOpened(
        incident, new("cfd", 2026, 1), new("FIRE", 1, "12 W Lake", new(41.88, -87.63), title), audience, null, [IncidentStatus.Active]));

    public Task Retitle(IncidentId incident, string title) => Append(
        StreamId.Of(RealmId.Live, incident), new IncidentUpdated(new("FIRE", 1, "12 W Lake", new(41.88, -87.63), title), [IncidentStatus.Active]));

    public Task Dispatch(UnitId unit, AssignmentId assignment, IncidentId incident, Audience audience) => Append(StreamId.Of(RealmId.Live, unit), new UnitDispatched(
        assignment, incident, audience, Fire, null, string.Empty, new(PrimaryStatus.NotAvailable, assignment, [])));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        _connection?.Dispose();
        await _app.DisposeAsync();
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Append(StreamId stream, Fact fact)
    {
        var journal = await _app.Services.GetRequiredService<IJournals>().Create(RealmId.Live);
        var entries = await journal.Read(stream, 0, CancellationToken.None);
        var result = await journal.Append(new AppendRequest
        {
            Stream = stream,
            ExpectedVersion = entries.Count,
            PreviousHash = entries.Count == 0 ? default : entries[^1].Hash,
            Stamp = new CommandStamp(CommandId.New(), "dispatcher-1", Fire, TimeProvider.System.GetUtcNow(), OccurredSource.Dispatcher, new byte[32]),
            Proposal = new Proposal { Facts = [fact] },
        });
        Assert.IsType<AppendResult.Committed>(result);
    }

    private Task SayWhoCalls(HttpContext context, RequestDelegate next)
    {
        var unit = context.Request.Headers.TryGetValue("x-unit", out var header) ? UnitId.Parse(header.ToString()) : (UnitId?)null;
        context.SetCaller(new(
            SessionId.New(), "caller", unit is null ? Role.Supervisor : Role.Device, Fire, RealmId.Live, [Audience.Room, Audience.Of(Fire)], unit, _session.Token));
        return next(context);
    }

    /// <summary>What left for the picture.</summary>
    internal sealed class Collected : IPositionsReceiver
    {
        private readonly ConcurrentQueue<(string Unit, PositionRow Row)> _rows = new();

        public IReadOnlyCollection<(string Unit, PositionRow Row)> Rows => _rows;

        public Task Receive(RealmId realm, ReadOnlyMemory<byte> packed, CancellationToken cancellation)
        {
            var rows = new PositionRows(packed.Span);
            Span<char> unit = stackalloc char[PositionRows.LongestUnit];
            while (rows.Next(unit, out var row)) _rows.Enqueue((unit[..row.UnitLength].ToString(), row));
            return Task.CompletedTask;
        }

        public async Task<PositionRow> Of(string unit, CancellationToken cancellation)
        {
            while (true)
            {
                foreach (var (name, row) in _rows)
                    if (name == unit) return row;
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
            }
        }
    }
}
