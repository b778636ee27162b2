using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.Numbering;

public sealed class Allotting_running_numbers
{
    [Theory, EveryBackend]
    public async Task leaves_no_gap_where_an_append_conflicts(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        await journal.Append(await Given.Append(journal, Given.Incident(0), "taken"));
        // Half of them open an incident that is open already and lose their number.
        var requests = Enumerable.Range(1, 20)
            .SelectMany(number => new[] { Opening(Given.Incident(number), "cfd"), Opening(Given.Incident(0), "cfd") }).ToList();

        var results = await Task.WhenAll(requests.Select(request => Task.Run(async () => await journal.Append(request))));

        var numbers = results.OfType<AppendResult.Committed>().Select(result => result.Reply.Number!.Value).Order();
        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), numbers);
    }

    [Theory, EveryBackend]
    public async Task writes_the_number_into_the_facts_and_the_reply(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var request = Opening(Given.Incident(1), "cfd");

        var committed = Assert.IsType<AppendResult.Committed>(await journal.Append(request));
        var known = Assert.IsType<AppendResult.CommandKnown>(await journal.Append(request));

        Assert.Equal("number 1", Given.TextOf(committed.Facts[0]));
        Assert.Equal(1, known.Reply.Number);
    }

    [Theory, EveryBackend]
    public async Task goes_on_after_a_restart_and_counts_each_series_for_itself(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        await (await under.Live()).Append(Opening(Given.Incident(1), "cfd"));
        await under.Stop();
        var journal = await under.Live();

        Assert.Equal(2, await NumberOf(journal, Opening(Given.Incident(2), "cfd")));
        Assert.Equal(1, await NumberOf(journal, Opening(Given.Incident(3), "cfd-restricted")));
    }

    [Theory, EveryBackend]
    public async Task survives_facts_that_cannot_be_made_from_the_number(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var broken = Opening(Given.Incident(1), "cfd") with
        {
            Proposal = new Proposal { Facts = [], Numbering = new("cfd", 2026, _ => throw new FormatException("no such form")) },
        };

        await Assert.ThrowsAsync<FormatException>(async () => await journal.Append(broken));
        Assert.Equal(1, await NumberOf(journal, Opening(Given.Incident(2), "cfd")));
    }

    private static AppendRequest Opening(StreamId stream, string series) => Given.At(stream, null, []) with
    {
        Proposal = new Proposal
        {
            Facts = [Given.Note("provisional")],
            Numbering = new(series, 2026, number => [Given.Note($"number {number.ToString(CultureInfo.InvariantCulture)}")]),
        },
    };

    private static async Task<long?> NumberOf(RealmJournal journal, AppendRequest request) =>
        Assert.IsType<AppendResult.Committed>(await journal.Append(request)).Reply.Number;
}
