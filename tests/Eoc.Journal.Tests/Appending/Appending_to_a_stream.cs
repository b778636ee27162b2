using Eoc.Journal.Appending;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.Appending;

public sealed class Appending_to_a_stream
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryBackend]
    public async Task is_read_back_as_it_was_written(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var request = await Given.Append(journal, Given.Incident(1), "smoke", "flames");

        var committed = Assert.IsType<AppendResult.Committed>(await journal.Append(request));
        await under.Stop();
        var read = await (await under.Live()).Read(request.Stream, 0, Cancellation);

        Assert.Equal(["smoke", "flames"], read.Select(Given.TextOf));
        Assert.Equal(committed.Facts.Select(fact => fact.Header), read.Select(fact => fact.Header));
        Assert.Equal(committed.Facts.Select(fact => Convert.ToHexString(fact.Hash.Span)), read.Select(fact => Convert.ToHexString(fact.Hash.Span)));
    }

    [Theory, EveryBackend]
    public async Task on_a_stale_version_writes_nothing(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var stale = await Given.Append(journal, Given.Incident(1), "late");
        await journal.Append(await Given.Append(journal, Given.Incident(1), "first"));

        Assert.IsType<AppendResult.VersionConflict>(await journal.Append(stale));
        Assert.Equal(["first"], (await journal.Read(Given.Incident(1), 0, Cancellation)).Select(Given.TextOf));
    }

    [Theory, EveryBackend]
    public async Task on_a_version_that_is_not_there_yet_writes_nothing(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var ahead = await Given.Append(journal, Given.Incident(1), "ahead") with { ExpectedVersion = 3 };

        Assert.IsType<AppendResult.VersionConflict>(await journal.Append(ahead));
        Assert.Empty(await journal.Heads(Cancellation));
    }

    [Theory, EveryBackend]
    public async Task under_a_command_id_that_has_committed_gives_its_first_reply(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var first = await Given.Append(journal, Given.Incident(1), "once");
        await journal.Append(first);
        var again = await Given.Append(journal, Given.Incident(2), "twice") with { Stamp = first.Stamp };

        var known = Assert.IsType<AppendResult.CommandKnown>(await journal.Append(again));
        Assert.Equal((first.Stream.ToString(), 1L), (known.Reply.Stream, known.Reply.Version));
        Assert.Empty(await journal.Read(Given.Incident(2), 0, Cancellation));
    }

    [Theory, EveryBackend]
    public async Task keeps_another_accounts_answer_from_whoever_bears_its_command_id(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var first = await Given.Append(journal, Given.Incident(1), "mine");
        await journal.Append(first);

        Assert.NotNull(await journal.FindReply(first.Stamp.Account, first.Stamp.Command, Cancellation));
        Assert.Null(await journal.FindReply("dispatcher-2", first.Stamp.Command, Cancellation));
    }

    [Theory, EveryBackend]
    public async Task that_conflicts_does_not_fail_its_neighbours(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var requests = new List<AppendRequest>();
        foreach (var number in Enumerable.Range(1, 40)) requests.Add(await Given.Append(journal, Given.Incident(number), "note"));
        // Every fourth is asked for twice at the same version: one of each pair loses.
        requests.AddRange([.. requests.Where((_, i) => i % 4 == 0).Select(request => request with { Stamp = Given.Stamp() })]);

        var results = await Task.WhenAll(requests.Select(request => Task.Run(async () => await journal.Append(request))));

        Assert.Equal(40, results.Count(result => result is AppendResult.Committed));
        Assert.Equal(10, results.Count(result => result is AppendResult.VersionConflict));
        Assert.All(await journal.Heads(Cancellation), head => Assert.Equal(1, head.Version));
    }

    [Theory, EveryBackend]
    public async Task of_a_fact_over_64_KB_is_refused_and_one_of_just_less_is_not(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();

        await Assert.ThrowsAsync<FactTooLargeException>(async () => await journal.Append(await Given.Append(journal, Given.Incident(1), new string('x', 65536))));
        Assert.IsType<AppendResult.Committed>(await journal.Append(await Given.Append(journal, Given.Incident(1), new string('x', 65000))));
    }

    [Theory, EveryBackend]
    public async Task is_remembered_by_its_command_for_thirty_days_and_in_the_record_for_good(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var request = await Given.Append(journal, Given.Incident(1), "old");
        await journal.Append(request);

        under.Time.Advance(TimeSpan.FromDays(29));
        await journal.Append(await Given.Append(journal, Given.Incident(2), "meanwhile"));
        Assert.NotNull(await journal.FindReply(request.Stamp.Account, request.Stamp.Command, Cancellation));

        under.Time.Advance(TimeSpan.FromDays(2));
        while (await journal.FindReply(request.Stamp.Account, request.Stamp.Command, Cancellation) is not null) journal.Flush();
        Assert.Equal(["old"], (await journal.Read(Given.Incident(1), 0, Cancellation)).Select(Given.TextOf));
    }
}
