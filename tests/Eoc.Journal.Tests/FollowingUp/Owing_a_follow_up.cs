using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.FollowingUp;

public sealed class Owing_a_follow_up
{
    [Theory, EveryBackend]
    public async Task delivers_in_order_and_under_an_id_that_follows_from_the_entry(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        await journal.Append(await Owing(journal, "one", "two"));
        await journal.Append(await Owing(journal, "three"));

        var offers = await under.Deliveries.Next(3);

        Assert.Equal(["one", "two", "three"], offers.Select(offer => offer.Kind));
        Assert.Equal(new CommandId(DerivedId.From(Given.Incident(1).ToString(), "1", "1")), offers[1].Command);
    }

    [Theory, EveryBackend]
    public async Task is_offered_again_until_it_is_taken_and_holds_up_only_its_own_stream(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var refuse = true;
        under.Deliveries.Take = offer => refuse && offer.Kind == "stuck" ? throw new InvalidOperationException("not now") : Task.CompletedTask;
        await journal.Append(await Owing(journal, "stuck", "behind"));
        Assert.Equal("stuck", (await under.Deliveries.Next()).Kind);

        await journal.Append(await Given.Append(journal, Given.Incident(2), "x") with { Proposal = Proposing("free") });
        Assert.Equal("free", (await under.Deliveries.Next()).Kind);
        refuse = false;

        Assert.Equal("stuck", (await under.NextOfferInTime()).Kind);
        Assert.Equal("behind", (await under.NextOfferInTime()).Kind);
    }

    [Theory, EveryBackend]
    public async Task outlives_the_process_until_it_is_taken_and_not_longer(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        under.Deliveries.Take = offer => offer.Kind == "later" ? new TaskCompletionSource().Task : Task.CompletedTask;
        await journal.Append(await Owing(journal, "now", "later"));
        await under.Deliveries.Next(2);

        await under.Stop();
        under.Deliveries.Take = _ => Task.CompletedTask;
        journal = await under.Live();
        Assert.Equal("later", (await under.Deliveries.Next()).Kind);
        await under.Settled();
        await under.Stop();
        await under.Live();
        await under.Settled();

        Assert.True(under.Deliveries.NothingMore);
    }

    private static async Task<AppendRequest> Owing(IJournal journal, params string[] kinds) =>
        await Given.Append(journal, Given.Incident(1), "note") with { Proposal = Proposing(kinds) };

    private static Proposal Proposing(params string[] kinds) => new()
    {
        Facts = [Given.Note("owing")],
        FollowUps = [.. kinds.Select(kind => new NewFollowUp(Given.Incident(9), kind, "{}"u8.ToArray()))],
    };
}
