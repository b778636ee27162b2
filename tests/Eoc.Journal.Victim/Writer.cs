using System.Globalization;
using System.Security.Cryptography;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Sessions;

namespace Eoc.Journal.Victim;

/// <summary>One of several who write: mostly to a stream of its own, at times to one that all write to, and some commands twice.</summary>
public sealed class Writer
{
    /// <summary>How many write at once.</summary>
    public const int Count = 8;

    /// <summary>The stream that all of them write to.</summary>
    public static readonly StreamId Shared = Stream("shared");

    private readonly TextWriter _output;
    private readonly StreamSession<Noted> _own;
    private readonly StreamSession<Noted> _shared;
    private readonly int _number;

    /// <summary>The number names the stream.</summary>
    public Writer(IJournal journal, int number, TextWriter output)
    {
        (_number, _output) = (number, output);
        (_own, _shared) = (new(journal, Own(number), Noted.Rules), new(journal, Shared, Noted.Rules));
    }

    /// <summary>A writer's own stream.</summary>
    public static StreamId Own(int number) => Stream(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The stream in which a writer's follow-ups take effect.</summary>
    public static StreamId LedgerOf(int number) => Stream($"ledger {number.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Lines of <c>command stream version number</c>, each printed only after it was acknowledged.</summary>
    public async Task WriteUntilKilled()
    {
        for (var turn = 0; ; turn++)
        {
            var session = turn % 4 == 0 ? _shared : _own;
            var stream = turn % 4 == 0 ? Shared : Own(_number);
            var stamp = StampOf(CommandId.New());
            var times = turn % 3 == 0 ? 2 : 1;
            for (var time = 0; time < times; time++)
            {
                var reply = (SessionReply<string>.Accepted)await Patience.Ask(() => session.Execute(
                    stamp, (_, _) => new Verdict<string>(Proposing(turn), null), CancellationToken.None));
                await _output.WriteLineAsync($"{stamp.Command} {stream} {reply.Version} {reply.Number}");
            }
        }
    }

    /// <summary>The stamp of a command that a writer or the ledger gives.</summary>
    internal static CommandStamp StampOf(CommandId command) =>
        new(command, "writer", AgencyId.Parse("cfd"), DateTimeOffset.UnixEpoch, OccurredSource.System, SHA256.HashData(command.Value.ToByteArray()));

    internal static Fact Note(string text) => new IncidentNoted(text, false, Audience.Room, []);

    private Proposal Proposing(int turn) => new()
    {
        Facts = [Note("turn")],
        FollowUps = [new(LedgerOf(_number), "noted", "{}"u8.ToArray())],
        Numbering = turn % 5 == 0 ? new Numbering("cfd", 2026, number => [Note($"number {number.ToString(CultureInfo.InvariantCulture)}")]) : null,
    };

    private static StreamId Stream(string name) => StreamId.Of(RealmId.Live, new IncidentId(DerivedId.From("victim", name)));
}

/// <summary>A state that only counts.</summary>
internal sealed record Noted(long Count)
{
    public static readonly StreamRules<Noted> Rules = new(new Noted(0), (noted, _) => new(noted.Count + 1), "noted/1");
}
