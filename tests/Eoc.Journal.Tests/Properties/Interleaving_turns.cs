using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Chaining;
using Eoc.Journal.Sessions;
using Eoc.Journal.Tests.Backends;
using Eoc.Journal.Tests.Sessions;
using FsCheck.Xunit;

namespace Eoc.Journal.Tests.Properties;

/// <summary>Several activations of the same few streams work at once, and each repeats commands of its own whenever it likes.</summary>
public sealed class Interleaving_turns : IAsyncDisposable
{
    private const int Streams = 3;
    private const int Sessions = 4;

    [Property(MaxTest = 30)]
    public Task keeps_every_answer_and_every_chain_on_sqlite((byte Session, byte Stream, bool Retry)[] turns) => Interleave(Backend.Sqlite, turns);

    [Property(MaxTest = 30)]
    public Task keeps_every_answer_and_every_chain_on_postgres((byte Session, byte Stream, bool Retry)[] turns) => Interleave(Backend.Postgres, turns);

    [Property(MaxTest = 100)]
    public Task keeps_every_answer_and_every_chain_on_a_simulated_disk((byte Session, byte Stream, bool Retry)[] turns) => Interleave(Backend.Simulated, turns);

    private JournalUnderTest? _under;
    private int _runs;

    public ValueTask DisposeAsync() => _under?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Each run has a realm of its own.</summary>
    private async Task Interleave(Backend backend, (byte Session, byte Stream, bool Retry)[] turns)
    {
        _under ??= await JournalUnderTest.On(backend);
        var journal = await _under.Journals.Create(RealmId.Parse($"run-{_runs++}"));

        var runs = await Task.WhenAll(
            turns.GroupBy(turn => turn.Session % Sessions).Select(own => Task.Run(() => Run(journal, [.. own.Select(turn => (turn.Stream, turn.Retry))]))));

        var answers = runs.SelectMany(run => run).ToList();
        var entries = new List<StoredFact>();
        foreach (var number in Enumerable.Range(0, Streams))
        {
            var stream = await journal.Read(Given.Incident(number, journal.Realm), 0, default);
            Chain.Verify(stream);
            entries.AddRange(stream);
        }

        // I1 and I2: every command that was answered is there once, where the answer says, and every repetition got that same answer.
        Assert.All(answers.GroupBy(answer => answer.Command), command => Assert.Single(command.Select(answer => (answer.Stream, answer.Version)).Distinct()));
        Assert.Equal(
            answers.Select(answer => (answer.Command, answer.Stream, answer.Version)).Distinct().OrderBy(answer => answer.Command.Value),
            entries.Select(entry => (entry.Header.Command, entry.Header.Stream, entry.Header.Version)).OrderBy(entry => entry.Command.Value));
    }

    private sealed record Answer(CommandId Command, StreamId Stream, long Version);

    private static async Task<List<Answer>> Run(IJournal journal, IReadOnlyList<(byte Stream, bool Retry)> turns)
    {
        var sessions = Enumerable.Range(0, Streams).Select(number => Notes.SessionOn(journal, Given.Incident(number, journal.Realm))).ToArray();
        var answers = new List<Answer>();
        (CommandStamp Stamp, int Stream)? last = null;
        foreach (var (stream, retry) in turns)
        {
            var (stamp, at) = retry && last is { } again ? again : (Given.Stamp(), stream % Streams);
            last = (stamp, at);
            var reply = Assert.IsType<SessionReply<string>.Accepted>(await Notes.Add(sessions[at], stamp, "turn"));
            answers.Add(new(stamp.Command, Given.Incident(at, journal.Realm), reply.Version));
        }

        return answers;
    }
}

internal static class Chain
{
    /// <summary>Contiguous versions from 1, each hash over its predecessor's.</summary>
    public static void Verify(IReadOnlyList<StoredFact> entries)
    {
        ReadOnlyMemory<byte> previous = default;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            Assert.Equal(i + 1, entry.Header.Version);
            Assert.Equal(EntryHash.Compute(previous.Span, entry.Header, entry.Header.Stream.ToString(), entry.Data.Span), entry.Hash.ToArray());
            previous = entry.Hash;
        }
    }
}
