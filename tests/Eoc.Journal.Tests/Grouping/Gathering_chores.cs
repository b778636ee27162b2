using Eoc.Contracts.Ids;
using Eoc.Journal.Grouping;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Journal.Simulated.Serving;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Journal.Tests.Grouping;

public sealed class Gathering_chores
{
    /// <summary>Seen as "Collection was modified" in a commit that had nothing to do with the chore.</summary>
    [Fact]
    public async Task leaves_a_commit_alone_that_took_the_list_while_it_was_empty()
    {
        await using var chores = new ChoreList(new FakeTimeProvider(), () => { });
        var taken = chores.Take();

        chores.CommitsPublished(Guid.CreateVersion7(), 7);

        Assert.True(taken.IsEmpty);
        Assert.False(chores.Take().IsEmpty);
    }

    /// <summary>Seen as a follow-up, long delivered, that was owed until somebody wrote again.</summary>
    [Fact(Timeout = 20_000)]
    public async Task writes_one_that_came_due_during_a_slow_commit_though_nobody_writes_any_more()
    {
        var (time, writer) = (new FakeTimeProvider(), Guid.CreateVersion7());
        var (syncing, synced) = (new TaskCompletionSource(), new TaskCompletionSource());
        var disk = new SimulatedDisk(async () =>
        {
            syncing.TrySetResult();
            await synced.Task;
        });
        await using var store = new SimulatedStore(RealmId.Live, new DirectConnection(disk.Open(RealmId.Live, create: true)!));
        await using var journal = new RealmJournal(RealmId.Live, writer, store, time, []);
        var slow = journal.Append(Given.At(Given.Incident(1), null, [Given.Note("slow")])).AsTask();
        await syncing.Task;

        journal.Chores.CommitsPublished(writer, 1);
        time.Advance(TimeSpan.FromSeconds(1));
        synced.SetResult();
        await slow;

        while (await store.ReadPublished(writer, TestContext.Current.CancellationToken) == 0) await Task.Yield();
    }
}
