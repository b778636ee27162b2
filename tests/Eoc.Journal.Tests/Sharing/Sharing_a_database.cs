using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Sessions;
using Eoc.Journal.Tests.Backends;
using Eoc.Journal.Tests.Properties;
using Eoc.Journal.Tests.Sessions;
using Npgsql;

namespace Eoc.Journal.Tests.Sharing;

public sealed class Sharing_a_database
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task lets_two_processes_write_the_same_streams_without_losing_or_doubling()
    {
        await using var under = await JournalUnderTest.On(Backend.Postgres);
        await using var other = under.AnotherProcess(new RecordedDeliveries());
        IJournal[] processes = [await under.Live(), await other.Create(RealmId.Live, Cancellation)];

        var answers = await Task.WhenAll(processes.SelectMany(journal => Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteFifty(journal)))));

        var entries = new List<CommandId>();
        foreach (var number in Enumerable.Range(0, 5))
        {
            var stream = await processes[0].Read(Given.Incident(number), 0, Cancellation);
            Chain.Verify(stream);
            entries.AddRange(stream.Select(entry => entry.Header.Command));
        }

        Assert.Equal(answers.SelectMany(own => own).OrderBy(command => command.Value), entries.OrderBy(command => command.Value));
    }

    [Fact]
    public async Task hands_the_follow_ups_of_a_process_that_died_to_one_that_lives_and_not_before()
    {
        await using var under = await JournalUnderTest.On(Backend.Postgres);
        var deliveries = new RecordedDeliveries();
        await using var other = under.AnotherProcess(deliveries);
        await other.Create(RealmId.Live, Cancellation);
        var heir = (await other.OpenRealmOf(RealmId.Live, Cancellation))!;
        under.Deliveries.Take = _ => new TaskCompletionSource().Task;
        var journal = await under.Live();
        await journal.Append(await Given.Append(journal, Given.Incident(1), "x") with
        {
            Proposal = new() { Facts = [Given.Note("owing")], FollowUps = [new(Given.Incident(2), "owed", "{}"u8.ToArray())] },
        });
        var first = await under.Deliveries.Next();

        await heir.Lease!.Beat();
        await heir.Courier.WhenIdle(Cancellation);
        Assert.True(deliveries.NothingMore);

        await EndAllLeases(under);
        await heir.Lease.Beat();
        Assert.Equal(first.Command, (await deliveries.Next()).Command);
    }

    [Fact]
    public async Task fires_a_deadline_of_a_process_that_died()
    {
        await using var under = await JournalUnderTest.On(Backend.Postgres);
        var deliveries = new RecordedDeliveries();
        await using var other = under.AnotherProcess(deliveries);
        await other.Create(RealmId.Live, Cancellation);
        var request = Given.At(Given.Incident(1), null, [Given.Note("waiting")]);
        await (await under.Live()).Append(request with
        {
            Proposal = request.Proposal with { Deadlines = [new(Given.Noon.AddSeconds(1), Given.Incident(1), "overdue", "{}"u8.ToArray())] },
        });
        await under.Stop();

        under.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("overdue", (await deliveries.Next()).Kind);
    }

    private static async Task<List<CommandId>> WriteFifty(IJournal journal)
    {
        var sessions = Enumerable.Range(0, 5).Select(number => Notes.SessionOn(journal, Given.Incident(number))).ToArray();
        var commands = new List<CommandId>();
        for (var i = 0; i < 50; i++)
        {
            var stamp = Given.Stamp();
            Assert.IsType<SessionReply<string>.Accepted>(await Notes.Add(sessions[i % 5], stamp, "shared"));
            commands.Add(stamp.Command);
        }

        return commands;
    }

    /// <summary>What four seconds of silence do.</summary>
    private static async Task EndAllLeases(JournalUnderTest under)
    {
        await using var source = NpgsqlDataSource.Create(under.ConnectionString!);
        await using var command = source.CreateCommand("UPDATE eoc_live.writers SET lease_until = now() - interval '1 second'");
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
