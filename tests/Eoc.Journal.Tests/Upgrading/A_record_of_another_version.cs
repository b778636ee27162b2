using Eoc.Contracts.Ids;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.Upgrading;

public sealed class A_record_of_another_version
{
    [Theory, EveryBackend(Lasting = true)]
    public async Task is_brought_to_the_present_one_with_all_it_holds_when_it_is_older(Backend backend)
    {
        await using var journal = await JournalUnderTest.On(backend);
        await (await journal.Live()).Append(await Given.Append(await journal.Live(), Given.Incident(1), "first"));
        await journal.Stop();
        await journal.Mark(null);

        var live = await journal.Live();

        Assert.Equal("first", Given.TextOf(Assert.Single(await live.Read(Given.Incident(1), 0, TestContext.Current.CancellationToken))));
        Assert.Equal(SchemaVersion.Present, await journal.ReadMark());
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task is_refused_with_words_that_help_and_left_as_it_is_when_it_is_newer(Backend backend)
    {
        await using var journal = await JournalUnderTest.On(backend);
        await journal.Live();
        await journal.Stop();
        await journal.Mark(SchemaVersion.Present + 1);

        var refusal = await Assert.ThrowsAsync<JournalUnavailableException>(journal.Live);

        Assert.Contains($"its form is {SchemaVersion.Present + 1}, this one knows {SchemaVersion.Present}. Start that version again", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(SchemaVersion.Present + 1, await journal.ReadMark());
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task is_known_by_its_mark_from_the_first_start_on(Backend backend)
    {
        await using var journal = await JournalUnderTest.On(backend);
        await journal.Journals.Create(RealmId.Live);

        Assert.Equal(SchemaVersion.Present, await journal.ReadMark());
    }
}
