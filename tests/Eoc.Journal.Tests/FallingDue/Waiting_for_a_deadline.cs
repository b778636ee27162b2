using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.FallingDue;

public sealed class Waiting_for_a_deadline
{
    private static readonly RealmId Replay = RealmId.Parse("replay-1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryBackend]
    public async Task ends_within_two_seconds_of_due_and_not_before(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        await journal.Append(Until(Given.Incident(1), TimeSpan.FromMinutes(1), "overdue"));

        under.Time.Advance(TimeSpan.FromSeconds(59));
        await under.LookedForDeadlines();
        Assert.True(under.Deliveries.NothingMore);
        under.Time.Advance(TimeSpan.FromSeconds(2));
        await under.LookedForDeadlines();

        var fired = await under.Deliveries.Next();
        Assert.Equal(("overdue", Given.Noon.AddMinutes(1)), (fired.Kind, fired.OccurredAt));
    }

    [Theory, EveryBackend]
    public async Task ends_after_a_restart_too_and_once_under_one_command_id(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        await journal.Append(Until(Given.Incident(1), TimeSpan.FromMinutes(1), "overdue"));
        var never = new TaskCompletionSource();
        under.Deliveries.Take = _ => never.Task;
        var first = await under.NextOfferInTime();
        await under.Stop();
        under.Deliveries.Take = _ => Task.CompletedTask;
        await under.Live();

        Assert.Equal(first.Command, (await under.NextOfferInTime()).Command);
        await under.NothingIsDue();
        await under.Stop();
        await under.Live();
        await under.LookedForDeadlines();
        Assert.True(under.Deliveries.NothingMore);
    }

    [Theory, EveryBackend]
    public async Task in_a_driven_realm_ends_only_when_its_clock_is_moved_on_and_in_order(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await Driven(under);
        await journal.Append(Until(Given.Incident(1, Replay), TimeSpan.FromMinutes(3), "third"));
        await journal.Append(Until(Given.Incident(2, Replay), TimeSpan.FromMinutes(1), "first"));
        await journal.Append(Until(Given.Incident(3, Replay), TimeSpan.FromMinutes(9), "not yet"));
        // What fires first sets another deadline, due before the third.
        under.Deliveries.Take = async fired =>
        {
            if (fired.Kind == "first") await journal.Append(Until(Given.Incident(4, Replay), TimeSpan.FromMinutes(2), "second"));
        };
        under.Time.Advance(TimeSpan.FromHours(1));
        await under.LookedForDeadlines();
        Assert.True(under.Deliveries.NothingMore);

        await under.Journals.FireDue(Replay, Given.Noon.AddMinutes(5), Cancellation);

        Assert.Equal(["first", "second", "third"], (await under.Deliveries.Next(3)).Select(fired => fired.Kind));
        Assert.True(under.Deliveries.NothingMore);
    }

    [Theory, EveryBackend]
    public async Task in_a_driven_realm_lets_the_follow_ups_it_caused_arrive_first(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await Driven(under);
        await journal.Append(Until(Given.Incident(1, Replay), TimeSpan.FromMinutes(1), "overdue"));
        var told = false;
        under.Deliveries.Take = async fired =>
        {
            if (fired.Kind == "told")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
                told = true;
            }

            if (fired.Kind != "overdue") return;
            var owing = Given.At(Given.Incident(2, Replay), null, [Given.Note("x")]);
            await journal.Append(owing with { Proposal = owing.Proposal with { FollowUps = [new(Given.Incident(3, Replay), "told", "{}"u8.ToArray())] } });
        };

        await under.Journals.FireDue(Replay, Given.Noon.AddMinutes(1), Cancellation);

        Assert.True(told);
        Assert.Equal(["overdue", "told"], (await under.Deliveries.Next(2)).Select(fired => fired.Kind));
    }

    [Theory, EveryBackend]
    public async Task in_a_realm_that_runs_by_itself_is_not_hurried(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        await (await under.Live()).Append(Until(Given.Incident(1), TimeSpan.FromMinutes(1), "overdue"));

        await under.Journals.FireDue(RealmId.Live, Given.Noon.AddHours(1), Cancellation);

        Assert.True(under.Deliveries.NothingMore);
    }

    [Fact]
    public async Task in_a_driven_realm_ends_also_where_a_process_claimed_it_and_got_no_further()
    {
        await using var under = await JournalUnderTest.On(Backend.Postgres);
        var journal = await Driven(under);
        await journal.Append(Until(Given.Incident(1, Replay), TimeSpan.FromMinutes(1), "overdue"));
        var store = (await under.Journals.OpenRealmOf(Replay, Cancellation))!.Store;
        Assert.Single(await store.ClaimDue(Guid.CreateVersion7(), Given.Noon.AddMinutes(5), 1, Cancellation));

        await under.Journals.FireDue(Replay, Given.Noon.AddMinutes(5), Cancellation);

        Assert.Equal("overdue", (await under.Deliveries.Next()).Kind);
    }

    private static async Task<IJournal> Driven(JournalUnderTest under)
    {
        var journal = await under.Journals.Create(Replay);
        var clock = new ClockSetting(ClockMode.Driven, Given.Noon, Given.Noon, 0);
        await journal.Append(Given.At(StreamId.Of(Replay), null, [new RealmOpened(Replay, RealmKind.Replay, "America/Chicago", "A replay", clock)]));
        return journal;
    }

    private static AppendRequest Until(StreamId stream, TimeSpan wait, string kind) => Given.At(stream, null, []) with
    {
        Proposal = new Proposal
        {
            Facts = [Given.Note("waiting")],
            Deadlines = [new(Given.Noon + wait, stream, kind, "{}"u8.ToArray())],
        },
    };
}
