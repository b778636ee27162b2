using System.Diagnostics;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Sessions;
using Eoc.Journal.Tests.Backends;
using Eoc.Journal.Tests.Properties;
using Eoc.Journal.Tests.Sessions;

namespace Eoc.Journal.Tests.Losing;

public sealed class Losing_the_database
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task is_said_within_seconds_and_ends_by_itself_when_it_is_back()
    {
        var server = await TemporaryDatabase.PrivateServer();
        await using var under = JournalUnderTest.On(server);
        var journal = await under.Live();
        var request = await Given.Append(journal, Given.Incident(1), "before");
        await journal.Append(request);

        await server.Kill();
        var since = Stopwatch.GetTimestamp();
        var lost = Given.At(Given.Incident(2), null, [Given.Note("lost")]);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.Append(lost));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.FindReply("a", lost.Stamp.Command, Cancellation));
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await server.Start();

        Assert.Null(await journal.FindReply(lost.Stamp.Account, lost.Stamp.Command, Cancellation));
        Assert.IsType<AppendResult.Committed>(await journal.Append(lost));
        Assert.IsType<AppendResult.CommandKnown>(await journal.Append(request));
    }

    [Fact]
    public async Task that_stops_answering_is_said_within_seconds_too()
    {
        var server = await TemporaryDatabase.PrivateServer();
        await using var under = JournalUnderTest.On(server);
        var journal = await under.Live();
        await journal.Append(await Given.Append(journal, Given.Incident(1), "before"));

        await server.Pause();
        var since = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.Append(Given.At(Given.Incident(2), null, [Given.Note("lost")])));
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        await server.Continue();
    }

    [Fact]
    public async Task under_load_loses_nothing_that_was_answered_and_doubles_nothing()
    {
        var server = await TemporaryDatabase.PrivateServer();
        await using var under = JournalUnderTest.On(server);
        var journal = await under.Live();
        using var enough = new CancellationTokenSource();

        var load = Enumerable.Range(0, 8).Select(number => Task.Run(() => Load(journal, Given.Incident(number), enough.Token))).ToList();
        for (var round = 0; round < 3; round++)
        {
            await Written(journal, (round + 1) * 400);
            await server.Kill();
            await server.Start();
        }

        await Written(journal, 1600);
        await enough.CancelAsync();
        var answered = (await Task.WhenAll(load)).SelectMany(own => own).ToList();

        foreach (var number in Enumerable.Range(0, 8))
        {
            var entries = await journal.Read(Given.Incident(number), 0, Cancellation);
            Chain.Verify(entries);
            Assert.Equal(entries.Count, entries.Select(entry => entry.Header.Command).Distinct().Count());
            var own = answered.Where(answer => answer.Stream == Given.Incident(number)).ToDictionary(answer => answer.Command, answer => answer.Version);
            Assert.All(own, answer => Assert.Equal(answer.Key, entries[(int)answer.Value - 1].Header.Command));
        }
    }

    [Theory, InlineData("fsync=off"), InlineData("full_page_writes=off"), InlineData("synchronous_commit=off")]
    public async Task is_refused_in_advance_where_the_server_would_not_keep_what_it_acknowledges(string setting)
    {
        var server = await TemporaryDatabase.PrivateServer(setting);
        await using var under = JournalUnderTest.On(server);

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(under.Live);
        Assert.Contains(setting.Split('=')[0], refused.Message, StringComparison.Ordinal);
    }

    private static async Task<List<(StreamId Stream, CommandId Command, long Version)>> Load(IJournal journal, StreamId stream, CancellationToken enough)
    {
        var session = Notes.SessionOn(journal, stream);
        var answers = new List<(StreamId, CommandId, long)>();
        while (!enough.IsCancellationRequested)
        {
            var stamp = Given.Stamp();
            var reply = await AskUntilAnswered(() => Notes.Add(session, stamp, "load"));
            answers.Add((stream, stamp.Command, Assert.IsType<SessionReply<string>.Accepted>(reply).Version));
        }

        return answers;
    }

    private static async Task<T> AskUntilAnswered<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (JournalUnavailableException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
            }
        }
    }

    private static async Task Written(IJournal journal, int entries)
    {
        while ((await AskUntilAnswered(async () => await journal.Heads(Cancellation))).Sum(head => head.Version) < entries)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
    }
}
