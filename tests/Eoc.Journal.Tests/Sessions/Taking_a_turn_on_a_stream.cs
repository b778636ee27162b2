using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Sessions;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.Sessions;

public sealed class Taking_a_turn_on_a_stream
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryBackend]
    public async Task twice_with_one_command_has_one_effect_and_one_answer(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var session = Notes.SessionOn(await under.Live(), Given.Incident(1));
        var stamp = Given.Stamp();

        var first = await Notes.Add(session, stamp, "once");
        var second = await Notes.Add(session, stamp, "once");

        Assert.Equal(new SessionReply<string>.Accepted(1, null), first);
        Assert.Equal(first, second);
        Assert.Equal(["once"], (await session.State(Cancellation)).Texts);
    }

    [Theory, EveryBackend]
    public async Task with_another_body_under_the_same_command_is_refused(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var session = Notes.SessionOn(await under.Live(), Given.Incident(1));
        var command = CommandId.New();
        await Notes.Add(session, Given.Stamp(command, body: "one"), "one");

        Assert.IsType<SessionReply<string>.CommandIdReused>(await Notes.Add(session, Given.Stamp(command, body: "two"), "two"));
    }

    [Theory, EveryBackend]
    public async Task with_a_state_that_others_have_passed_by_decides_anew(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var (mine, theirs) = (Notes.SessionOn(journal, Given.Incident(1)), Notes.SessionOn(journal, Given.Incident(1)));
        await mine.State(Cancellation);
        await Notes.Add(theirs, Given.Stamp(), "theirs");

        await Notes.Add(mine, Given.Stamp(), "mine");

        Assert.Equal(["theirs", "mine"], (await mine.State(Cancellation)).Texts);
    }

    [Theory, EveryBackend]
    public async Task that_is_refused_is_decided_afresh_when_it_comes_again(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var session = Notes.SessionOn(await under.Live(), Given.Incident(1));
        var stamp = Given.Stamp();

        Assert.IsType<SessionReply<string>.Refused>(await Refuse(session, stamp));
        Assert.IsType<SessionReply<string>.Accepted>(await Notes.Add(session, stamp, "open again"));
    }

    /// <summary>A process that stood still went on with a copy of it, decided anew, and it took effect though its dispatcher had been told no.</summary>
    [Theory, EveryBackend]
    public async Task that_is_refused_when_it_is_asked_again_takes_no_effect_by_a_copy_that_comes_late(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var (late, quick) = (Notes.SessionOn(journal, Given.Incident(1)), Notes.SessionOn(journal, Given.Incident(1)));
        var stamp = Given.Stamp();

        Assert.IsType<SessionReply<string>.Refused>(await Refuse(quick, stamp with { AskedBefore = true }));
        Assert.IsType<SessionReply<string>.Withdrawn>(await Notes.Add(late, stamp, "late"));
        Assert.IsType<SessionReply<string>.Refused>(await Refuse(quick, stamp with { AskedBefore = true }));

        Assert.Empty((await late.Current(Cancellation)).Texts);
        Assert.IsType<SessionReply<string>.Accepted>(await Notes.Add(late, Given.Stamp(), "anew"));
    }

    [Theory, EveryBackend]
    public async Task that_would_be_refused_when_it_is_asked_again_gets_its_first_answer_when_a_copy_was_quicker(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var session = Notes.SessionOn(await under.Live(), Given.Incident(1));
        var stamp = Given.Stamp();
        var first = await Notes.Add(session, stamp, "quick");

        Assert.Equal(first, await Refuse(session, stamp with { AskedBefore = true }));
    }

    [Theory, EveryBackend]
    public async Task loads_from_a_snapshot_and_what_came_after_it(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        var session = Notes.SessionOn(journal, Given.Incident(1));
        foreach (var number in Enumerable.Range(0, 130)) await Notes.Add(session, Given.Stamp(), $"note {number}");
        await under.Stop();
        journal = await under.Live();

        Assert.Equal(128, (await journal.ReadSnapshot(Given.Incident(1), Cancellation))!.Version);
        var state = await Notes.SessionOn(journal, Given.Incident(1)).State(Cancellation);
        Assert.Equal(Enumerable.Range(0, 130).Select(number => $"note {number}"), state.Texts);
    }

    private static async Task<SessionReply<string>> Refuse(StreamSession<Notes> session, CommandStamp stamp) =>
        await session.Execute(stamp, (_, _) => new Verdict<string>(null, "closed"), Cancellation);
}

/// <summary>The simplest of streams: its state is the notes written to it.</summary>
internal sealed record Notes(IReadOnlyList<string> Texts)
{
    private static readonly StreamRules<Notes> Rules = new(new Notes([]), (notes, entry) => new([.. notes.Texts, Given.TextOf(entry)]), "notes/1");

    public static StreamSession<Notes> SessionOn(IJournal journal, StreamId stream) => new(journal, stream, Rules);

    public static async Task<SessionReply<string>> Add(StreamSession<Notes> session, CommandStamp stamp, string text) => await session.Execute(
        stamp, (_, _) => new Verdict<string>(new Proposal { Facts = [Given.Note(text)] }, null), TestContext.Current.CancellationToken);
}
