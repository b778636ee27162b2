using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Realms;

/// <summary>Every realm's now, from the last setting in the realm's own stream.</summary>
internal sealed class RealmClocks(Func<RealmId, CancellationToken, ValueTask<IJournalStore?>> storeOf, TimeProvider time) : IRealmClocks, ICommitObserver
{
    private const int Page = 16;
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<RealmId, Known> _known = new();

    /// <param name="Setting">What was set.</param>
    /// <param name="ReadAt">When that was learnt, a timestamp: the machine's clock may be set back.</param>
    private sealed record Known(ClockSetting Setting, long ReadAt);

    public async ValueTask<DateTimeOffset?> Now(RealmId realm, CancellationToken cancellation) =>
        await Setting(realm, cancellation) is { } setting ? Compute(setting, time.GetUtcNow()) : null;

    /// <summary>The realm's now, or null when nothing runs there by itself: it is driven, or was never opened.</summary>
    public async ValueTask<DateTimeOffset?> RunningNow(RealmId realm, CancellationToken cancellation) =>
        await Setting(realm, cancellation) is { Mode: not ClockMode.Driven } setting ? Compute(setting, time.GetUtcNow()) : null;

    public void Notice(RealmId realm, ClockSetting setting) => _known.AddOrUpdate(
        realm, _ => new(setting, time.GetTimestamp()), (_, known) => IsOlder(setting, known.Setting) ? known : new(setting, time.GetTimestamp()));

    /// <summary>The realm is gone; one of the same name starts anew.</summary>
    public void Forget(RealmId realm) => _known.TryRemove(realm, out _);

    public void Committed(JournalCommit commit)
    {
        foreach (var entry in commit.Facts)
            if (entry.Header.Stream.Kind == StreamKind.Realm && SettingOf(entry) is { } setting) Notice(commit.Realm, setting);
    }

    public void ChoresDone(Chores chores)
    {
    }

    public void CommittedUnseen(RealmId realm, long number) => Forget(realm);

    /// <summary>What another process set and the bus lost is known some seconds later.</summary>
    private async ValueTask<ClockSetting?> Setting(RealmId realm, CancellationToken cancellation)
    {
        if (_known.TryGetValue(realm, out var known) && time.GetElapsedTime(known.ReadAt) < Trust) return known.Setting;
        var store = await storeOf(realm, cancellation);
        if (known is not null && store is { IsExclusive: true }) return known.Setting;
        var read = store is null ? null : await Read(store, realm, cancellation);
        read ??= realm.IsLive ? new ClockSetting(ClockMode.Wall, default, default, 1) : null;
        if (read is not null) Notice(realm, read);
        return read;
    }

    private static async ValueTask<ClockSetting?> Read(IJournalStore store, RealmId realm, CancellationToken cancellation)
    {
        for (var before = long.MaxValue; ;)
        {
            var page = await store.ReadBack(StreamId.Of(realm), before, Page, cancellation);
            if (page.Select(SettingOf).FirstOrDefault(setting => setting is not null) is { } found) return found;
            if (page.Count < Page) return null;
            before = page[^1].Header.Version;
        }
    }

    private static ClockSetting? SettingOf(StoredFact entry) => entry.Fact switch
    {
        RealmOpened opened => opened.Clock,
        RealmClockSet set => set.Clock,
        _ => null,
    };

    /// <summary>The bus may bring settings late; a clock that moves both anchors back was set before.</summary>
    private static bool IsOlder(ClockSetting setting, ClockSetting than) =>
        setting.AnchorWall < than.AnchorWall && setting.AnchorRealm <= than.AnchorRealm;

    private static DateTimeOffset Compute(ClockSetting setting, DateTimeOffset wall) => setting.Mode switch
    {
        ClockMode.Running => setting.AnchorRealm + (wall - setting.AnchorWall) * setting.Rate,
        ClockMode.Driven => setting.AnchorRealm,
        _ => wall,
    };
}
