using Eoc.Contracts.Ids;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.Realms;

public sealed class Deleting_a_realm
{
    private static readonly RealmId Drill = RealmId.Parse("drill");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryBackend]
    public async Task tells_everyone_who_keeps_something_of_it_while_it_is_neither_found_nor_made(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var old = await Written(under);
        var keeper = new Keeper(async realm =>
        {
            Assert.Equal(Drill, realm);
            Assert.Null(await under.Journals.Find(Drill, Cancellation));
            await Assert.ThrowsAsync<JournalUnavailableException>(() => under.Journals.Create(Drill, Cancellation).AsTask());
            await Assert.ThrowsAsync<JournalUnavailableException>(async () => await old.Append(Given.At(Given.Incident(2, Drill), null, [Given.Note("late")])));
            // Another realm is not held up by it.
            Assert.NotNull(await under.Journals.Create(RealmId.Live, Cancellation));
        });
        under.Keepers.Add(keeper);

        await under.Journals.Delete(Drill, Cancellation);

        Assert.Equal(1, keeper.Times);
        Assert.DoesNotContain(Drill, await under.Journals.Realms(Cancellation));
    }

    [Theory, EveryBackend]
    public async Task is_done_again_when_somebody_could_not_forget(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        await Written(under);
        var keeper = new Keeper(_ => throw new IOException("The disk is full."));
        under.Keepers.Add(keeper);
        await Assert.ThrowsAsync<IOException>(() => under.Journals.Delete(Drill, Cancellation).AsTask());
        Assert.Contains(Drill, await under.Journals.Realms(Cancellation));

        keeper.Act = _ => Task.CompletedTask;
        await under.Journals.Delete(Drill, Cancellation);

        Assert.Equal(2, keeper.Times);
        Assert.DoesNotContain(Drill, await under.Journals.Realms(Cancellation));
    }

    [Theory, EveryBackend]
    public async Task leaves_the_next_of_its_name_a_writer_of_its_own(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var first = Assert.Single((await (await Written(under)).LastCommits(Cancellation)).Keys);
        await under.Journals.Delete(Drill, Cancellation);

        var second = Assert.Single((await (await Written(under)).LastCommits(Cancellation)).Keys);

        Assert.NotEqual(first, second);
        Assert.True(under.Journals.IsDeleted(Drill, first));
        Assert.False(under.Journals.IsDeleted(Drill, second));
        Assert.False(under.Journals.IsDeleted(RealmId.Live, first));
    }

    [Fact]
    public async Task leaves_nothing_to_be_read_through_the_old_one_when_it_is_made_again()
    {
        await using var under = await JournalUnderTest.On(Backend.Sqlite);
        var old = await Written(under);
        await under.Journals.Delete(Drill, Cancellation);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await old.Heads(Cancellation));
        Assert.DoesNotContain(Drill, await under.Journals.Realms(Cancellation));

        await Written(under);

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await old.Heads(Cancellation));
    }

    private static async Task<IJournal> Written(JournalUnderTest under)
    {
        var journal = await under.Journals.Create(Drill, Cancellation);
        await journal.Append(Given.At(Given.Incident(1, Drill), null, [Given.Note("smoke")]));
        return journal;
    }

    private sealed class Keeper(Func<RealmId, Task> act) : IRealmKeeper
    {
        public Func<RealmId, Task> Act { get; set; } = act;

        public int Times { get; private set; }

        public Task Forget(RealmId realm, CancellationToken cancellation)
        {
            Times++;
            return Act(realm);
        }
    }
}
