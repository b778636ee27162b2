using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Following;
using Eoc.Journal.Tests.Backends;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.Journal.Tests.Relaying;

public sealed class Relaying_commits
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryBackend]
    public async Task carries_the_very_bytes_in_order_and_without_a_number_missing(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var committed = await Write(journal, 30);

        var messages = await under.Bus.Next(facts: 30);

        AssertContiguous(messages, from: 1);
        Assert.Equal(
            committed.Select(fact => Convert.ToHexString(fact.Hash.Span)),
            messages.SelectMany(message => message.Facts).Select(fact => Convert.ToHexString(fact.Hash)));
        Assert.Equal(committed[0].Data.ToArray(), messages[0].Facts[0].Data);
    }

    [Theory, EveryBackend]
    public async Task loses_nothing_while_the_broker_is_away_and_holds_up_no_command(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        under.Bus.IsAway = true;
        await Write(journal, 20);
        Assert.True(under.Bus.NothingMore);

        under.Bus.IsAway = false;
        var all = under.Bus.Next(facts: 20);
        await under.PassTime(all);

        AssertContiguous(await all, from: 1);
    }

    [Theory, EveryBackend]
    public async Task reads_from_the_journal_what_would_not_fit_in_memory(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        under.Bus.IsAway = true;
        const int Many = 60;
        for (var i = 0; i < Many; i++)
            await journal.Append(Given.At(Given.Incident(i), null, [.. Enumerable.Range(0, 100).Select(number => Given.Note($"{number}"))]));

        under.Bus.IsAway = false;
        var all = under.Bus.Next(facts: Many * 100);
        await under.PassTime(all);

        AssertContiguous(await all, from: 1);
        Assert.Equal(Many * 100, (await all).SelectMany(message => message.Facts).Select(fact => (fact.Stream, fact.Version)).Distinct().Count());
    }

    [Theory, EveryBackend]
    public async Task of_a_process_that_died_is_done_by_the_next_under_the_dead_ones_numbers_and_once(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        await Write(journal, 3);
        var published = await under.Bus.Next(facts: 3);
        await under.PublishedIsMarked(3);
        under.Bus.IsAway = true;
        await Write(journal, 4, from: 100);
        await under.Stop();

        under.Bus.IsAway = false;
        await under.Live();
        var inherited = await under.Bus.Next(facts: 4);
        AssertContiguous(inherited, from: 4);
        Assert.Equal(published[0].Writer, inherited[0].Writer);

        await under.Stop();
        await under.Live();
        under.Time.Advance(TimeSpan.FromSeconds(1));
        await under.Bus.NextBeat();
        Assert.True(under.Bus.NothingMore);
    }

    [Theory, EveryBackend]
    public async Task beats_every_second_with_the_last_number(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        await Write(journal, 5);
        var last = (await under.Bus.Next(facts: 5))[^1];

        under.Time.Advance(TimeSpan.FromSeconds(1));
        var beat = await under.Bus.NextBeat();

        Assert.Equal((last.Writer, last.Number, RealmId.Live.Value), (beat.Writer, beat.Number, beat.Realm));
    }

    [Theory, EveryBackend]
    public async Task over_a_bus_that_loses_doubles_and_reorders_still_brings_a_follower_to_the_heads(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var seen = new List<(StreamId, long)>();
        using var following = new RealmFollowing(
            journal, [StreamKind.Incident], fact => seen.Add((fact.Header.Stream, fact.Header.Version)), under.Time, NullLogger.Instance);
        for (var i = 0; i < 40; i++) await journal.Append(await Given.Append(journal, Given.Incident(i % 4), $"{i}"));
        var messages = await under.Bus.Next(facts: 40);

        var chance = new Random(7);
        var mangled = messages.SelectMany(message => Enumerable.Repeat(message, chance.Next(3))).OrderBy(_ => chance.Next()).ToList();
        foreach (var message in mangled) await following.Receive(message, Cancellation);
        under.Time.Advance(TimeSpan.FromSeconds(1));
        await following.Receive(await under.Bus.NextBeat(), Cancellation);

        Assert.Equal(40, seen.Count);
        foreach (var stream in seen.GroupBy(at => at.Item1))
            Assert.Equal(Enumerable.Range(1, 10).Select(version => (long)version), stream.Select(at => at.Item2));
    }

    private static async Task<List<StoredFact>> Write(RealmJournal journal, int count, int from = 0)
    {
        var facts = new List<StoredFact>();
        for (var i = from; i < from + count; i++)
        {
            var result = await journal.Append(Given.At(Given.Incident(i), null, [Given.Note($"{i}")]));
            facts.AddRange(Assert.IsType<AppendResult.Committed>(result).Facts);
        }

        return facts;
    }

    private static void AssertContiguous(List<FactsPublished> messages, long from)
    {
        foreach (var message in messages)
        {
            Assert.Equal(from, message.First);
            from = message.Number + 1;
        }
    }
}
