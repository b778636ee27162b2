using System.Data.Common;
using Eoc.Contracts.Ids;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Postgres;
using Eoc.Journal.Relaying;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Journal.Simulated.Serving;
using Eoc.Journal.Sqlite;
using Eoc.Journal.Witnessing;
using Eoc.TestServers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Eoc.Journal.Tests.Backends;

/// <summary>A process's journals on one backend, in a place of their own; it can stop and start again with the data it had.</summary>
internal sealed class JournalUnderTest : IAsyncDisposable
{
    private readonly Func<IJournalBackend> _open;
    private readonly IAsyncDisposable _place;
    private Journals? _journals;

    private readonly TemporaryFolder _data;
    private Witness? _witness;

    private JournalUnderTest(Func<IJournalBackend> open, IAsyncDisposable place, TemporaryFolder data) => (_open, _place, _data) = (open, place, data);

    /// <summary>As the host has them.</summary>
    public JournalOptions Options => new() { DataFolder = _data.Path, Postgres = ConnectionString };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordedBus Bus { get; } = new();

    public RecordedDeliveries Deliveries { get; } = new();

    /// <summary>Who is told when a realm is deleted.</summary>
    public List<IRealmKeeper> Keepers { get; } = [];

    /// <summary>Where its database is, or null.</summary>
    public string? ConnectionString { get; private init; }

    public Journals Journals => _journals ??= NewProcess();

    /// <summary>Another process on the same data, with deliveries of its own.</summary>
    public Journals AnotherProcess(IFollowUpDelivery deliveries, TimeProvider? time = null) => new(_open(), Outlets(deliveries, time ?? Time), time ?? Time, () => Keepers);

    /// <summary>The store alone, without anything that runs beside it.</summary>
    public IJournalBackend ReadOnly() => _open();

    private Outlets Outlets(IFollowUpDelivery deliveries, TimeProvider time) => new(
        new PersistentDelivery(() => deliveries, time, NullLogger<PersistentDelivery>.Instance),
        new PersistentPublishing(() => Bus, time, NullLogger<PersistentPublishing>.Instance) { Gathering = TimeSpan.Zero },
        _witness ??= new Witness(_data.Path, Time, NullLogger<Witness>.Instance));

    public static JournalUnderTest On(PostgresServer server) => new(() => new PostgresBackend(server.ConnectionString), server, new TemporaryFolder());

    public static async Task<JournalUnderTest> On(Backend backend)
    {
        switch (backend)
        {
            case Backend.Sqlite:
                var folder = new TemporaryFolder();
                return new(() => new SqliteBackend(SqliteBackend.FolderIn(folder.Path)), folder, folder);
            case Backend.Postgres:
                var database = await TemporaryDatabase.Create();
                return new(() => new PostgresBackend(database.ConnectionString), database, new TemporaryFolder()) { ConnectionString = database.ConnectionString };
            case Backend.Simulated:
                var disk = new SimulatedDisk();
                var data = new TemporaryFolder();
                return new(() => new SimulatedBackend(disk), data, data);
            default:
                throw new ArgumentOutOfRangeException(nameof(backend));
        }
    }

    public async Task<RealmJournal> Live() => (RealmJournal)(await Journals.Create(RealmId.Live));

    /// <summary>The next offer, with the clock moving on until it comes.</summary>
    public async Task<FollowUp> NextOfferInTime()
    {
        var offer = Deliveries.Next();
        await PassTime(offer);
        return await offer;
    }

    /// <summary>Moves the clock on until something has come.</summary>
    public async Task PassTime(Task until)
    {
        while (!until.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
        }
    }

    /// <summary>Completes when the live realm's first so many commits are marked as published.</summary>
    public async Task PublishedIsMarked(long number)
    {
        var store = (await Journals.OpenRealmOf(RealmId.Live))!.Store;
        while (await store.ReadPublished(Journals.Writer, TestContext.Current.CancellationToken) < number) (await Live()).Flush();
    }

    /// <summary>Completes when no follow-up is owed any more.</summary>
    public async Task Settled() => await (await Journals.OpenRealmOf(RealmId.Live))!.Courier.WhenIdle(TestContext.Current.CancellationToken);

    /// <summary>Completes when the deadlines due by now have been looked for, in every open realm.</summary>
    public async Task LookedForDeadlines()
    {
        foreach (var realm in await Journals.Realms())
        {
            // The first may join a look that began before the clock was moved.
            var deadlines = (await Journals.OpenRealmOf(realm))!.Deadlines;
            await deadlines.Look();
            await deadlines.Look();
        }
    }

    /// <summary>Completes when what has fired is no longer in the store.</summary>
    public async Task NothingIsDue()
    {
        var store = (await Journals.OpenRealmOf(RealmId.Live))!.Store;
        while (await store.NextDue(TestContext.Current.CancellationToken) is not null) (await Live()).Flush();
    }

    public async Task Stop()
    {
        if (_journals is not null) await _journals.DisposeAsync();
        _journals = null;
        _witness?.Dispose();
        _witness = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _place.DisposeAsync();
        await _data.DisposeAsync();
    }

    /// <summary>Has the witness sign what has been written.</summary>
    public void Swear() => _witness!.Swear();

    /// <summary>Runs a statement on the live realm's store as its administrator could, past the journal.</summary>
    public Task Tamper(string sql) => OnStore(sql, async command => Assert.NotEqual(0, await command.ExecuteNonQueryAsync()));

    /// <summary>Writes which form the live realm's store has; null: as a program wrote it that recorded none.</summary>
    public Task Mark(long? form) => OnStore(
        ConnectionString is null ? $"PRAGMA user_version = {form ?? 0}" : form is null ? "DROP TABLE form" : $"UPDATE form SET version = {form}",
        command => command.ExecuteNonQueryAsync());

    /// <summary>Which form the live realm's store says it has.</summary>
    public async Task<long> ReadMark()
    {
        var found = 0L;
        await OnStore(ConnectionString is null ? "PRAGMA user_version" : "SELECT version FROM form", async command => found = (long)(await command.ExecuteScalarAsync())!);
        return found;
    }

    private async Task OnStore(string sql, Func<DbCommand, Task> run)
    {
        await using DbConnection connection = ConnectionString is { } database
            ? new NpgsqlConnection($"{database};Search Path=eoc_live")
            : new SqliteConnection($"Data Source={SqliteBackend.FileOf(SqliteBackend.FolderIn(_data.Path), RealmId.Live)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await run(command);
    }

    private Journals NewProcess() => AnotherProcess(Deliveries);
}
