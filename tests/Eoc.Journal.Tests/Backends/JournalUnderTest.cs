using Eoc.Contracts.Ids;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Journal.Tests.Backends;

/// <summary>A process's journals on one backend, in a place of their own; it can stop and start again with the data it had.</summary>
internal sealed class JournalUnderTest : IAsyncDisposable
{
    private readonly Func<IJournalBackend> _open;
    private readonly IAsyncDisposable _place;
    private Journals? _journals;

    private JournalUnderTest(Func<IJournalBackend> open, IAsyncDisposable place) => (_open, _place) = (open, place);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordedDeliveries Deliveries { get; } = new();

    public Journals Journals => _journals ??= NewProcess();

    public static async Task<JournalUnderTest> On(Backend backend)
    {
        await Task.CompletedTask;
        var folder = new TemporaryFolder();
        return backend switch
        {
            Backend.Sqlite => new(() => new SqliteBackend(folder.Path), folder),
            _ => throw new ArgumentOutOfRangeException(nameof(backend)),
        };
    }

    public async Task<RealmJournal> Live() => (RealmJournal)(await Journals.Create(RealmId.Live));

    /// <summary>Moves the clock on, in small steps, until something holds.</summary>
    public async Task PassTimeUntil(Func<bool> holds)
    {
        for (var step = 0; !holds(); step++)
        {
            Assert.True(step < 20_000, "It did not come to hold within a long time.");
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }

    /// <summary>Completes when no follow-up is owed any more.</summary>
    public async Task Settled() => await (await Journals.OpenRealmOf(RealmId.Live))!.Courier.WhenIdle(TestContext.Current.CancellationToken);

    /// <summary>Completes when the deadlines due by now have been looked for, in every open realm.</summary>
    public async Task LookedForDeadlines()
    {
        foreach (var realm in await Journals.Realms()) await (await Journals.OpenRealmOf(realm))!.Deadlines.Look();
    }

    public async Task Stop()
    {
        if (_journals is not null) await _journals.DisposeAsync();
        _journals = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _place.DisposeAsync();
    }

    private Journals NewProcess() => new(_open(), new PersistentDelivery(() => Deliveries, Time, NullLogger<PersistentDelivery>.Instance), Time);
}
