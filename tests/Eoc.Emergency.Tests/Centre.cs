using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Emergency.Measuring;
using Eoc.Journal;
using Eoc.Journal.Appending;
using Eoc.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Eoc.Emergency.Tests;

/// <summary>A real SQLite journal with one unit in it, and the response times kept in SQLite or in PostgreSQL.</summary>
internal sealed class Centre : IAsyncDisposable
{
    public static readonly UnitId Engine = UnitId.Parse("cfd/e12");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly UnitStanding Standing = new(PrimaryStatus.Available, null, []);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-emergency-");
    private readonly IAsyncDisposable? _server;
    private readonly IHost _host;
    private long _version;
    private ReadOnlyMemory<byte> _hash;

    private Centre(IAsyncDisposable? server, string? postgres)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddJournal(new() { DataFolder = _folder.FullName });
        (_server, _host) = (server, builder.Build());
        Database = new(_folder.FullName, postgres);
        Store = new(Database);
        Journals = _host.Services.GetRequiredService<IJournals>();
        Measuring = new(Journals, Database, Store, TimeProvider.System, NullLogger<ResponseMeasuring>.Instance);
    }

    public IJournals Journals { get; }

    public MeasureDatabase Database { get; }

    public MeasureStore Store { get; }

    public ResponseMeasuring Measuring { get; }

    public static async Task<Centre> On(string backend)
    {
        var (server, postgres) = backend == "postgres" ? await NewDatabase() : default;
        var centre = new Centre(server, postgres);
        await centre._host.StartAsync(TestContext.Current.CancellationToken);
        await centre.Journals.Create(RealmId.Live, TestContext.Current.CancellationToken);
        await centre.Database.Prepare(TestContext.Current.CancellationToken);
        return centre;
    }

    /// <summary>Journals one fact of the engine and gives it as the bus carries it.</summary>
    public async Task<FactsPublished> Journal(Fact fact, DateTimeOffset at)
    {
        var journal = (await Journals.Find(RealmId.Live))!;
        var appended = Assert.IsType<AppendResult.Committed>(await journal.Append(new()
        {
            Stream = StreamId.Of(RealmId.Live, Engine),
            ExpectedVersion = _version,
            PreviousHash = _hash,
            Stamp = new(CommandId.New(), "ann", Engine.Agency, at, OccurredSource.Radio, new byte[32]),
            Proposal = new() { Facts = [fact] },
        }));
        (_version, _hash) = (appended.Facts[^1].Header.Version, appended.Facts[^1].Hash);
        return new() { Realm = "live", Writer = Guid.Empty, Number = _version, Facts = [PublishedFact.From(appended.Facts[0])] };
    }

    public Task<FactsPublished> Enrolled() => Journal(new UnitEnrolled(Engine, new("E12", "ENGINE", "12", Audience.Room), Standing), Noon);

    public Task<FactsPublished> Dispatched(AssignmentId assignment) =>
        Journal(new UnitDispatched(assignment, IncidentId.New(), Audience.Room, Engine.Agency, null, string.Empty, Standing), Noon.AddMinutes(1));

    public Task<FactsPublished> EnRoute(AssignmentId assignment) =>
        Journal(new AssignmentAdvanced(assignment, IncidentId.New(), AssignmentStep.EnRoute, null, Standing), Noon.AddMinutes(2));

    public async Task<MeasuredResponse> TheResponse() =>
        Assert.Single(await Store.Responses(RealmId.Live, 0, long.MaxValue, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        Measuring.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task<(IAsyncDisposable? Server, string? ConnectionString)> NewDatabase()
    {
        if (PostgresServer.Given is { } given) return (null, await Fresh(given));
        var server = await PostgresServer.StartPrivate();
        return (server, server.ConnectionString);
    }

    private static async Task<string> Fresh(string server)
    {
        var name = $"emergency_{Guid.CreateVersion7():N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }
}
