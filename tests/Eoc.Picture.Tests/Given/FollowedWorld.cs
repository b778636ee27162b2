using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Following;
using Eoc.Picture.Watching;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Picture.Tests.Given;

/// <summary>A followed picture with its own timers, fed as the bus feeds it, on one clock that only the test moves.</summary>
internal sealed class FollowedWorld
{
    private static readonly Guid Writer = DerivedId.From("writer");
    private long _number;
    private int _milliseconds;

    public FollowedWorld() => Realm = new FollowedRealm(Journal, seed: 1, Time, NullLogger.Instance);

    public FakeTimeProvider Time { get; } = new(Script.Noon);

    public RecordedJournal Journal { get; } = new(RealmId.Live);

    public FollowedRealm Realm { get; }

    public Watcher Watch(Audience[] labels, IEnumerable<ChannelToken>? since = null) =>
        new(Viewer.Join(Realm.Picture, new(World.Labels(labels), [], []), since ?? [], Time));

    /// <summary>Committed and delivered.</summary>
    public void Apply(params IReadOnlyList<StoredFact> facts)
    {
        Journal.Record(facts);
        Deliver(Message(++_number, facts));
    }

    /// <summary>Committed; the bus loses it.</summary>
    public void Lose(params IReadOnlyList<StoredFact> facts)
    {
        Journal.Record(facts);
        _number++;
    }

    /// <summary>The writer says which commit was its last.</summary>
    public void Beat() => Deliver(Message(_number, []));

    public void Deliver(FactsPublished message) => Assert.True(Realm.Following.Receive(message, CancellationToken.None).IsCompletedSuccessfully);

    public static FactsPublished Message(long number, IReadOnlyList<StoredFact> facts) => new()
    {
        Realm = "live", Writer = Writer, Number = number, Facts = [.. facts.Select(PublishedFact.From)],
    };

    public void Position(string unit, double latitude, double longitude)
    {
        var rows = new byte[PositionRows.SizeOf(unit)];
        PositionRows.Write(rows, unit, (int)(latitude * 1e6), (int)(longitude * 1e6), Time.GetUtcNow().ToUnixTimeMilliseconds());
        Realm.Position(new PositionsMoved { Realm = "live", At = Time.GetUtcNow().ToUnixTimeMilliseconds(), Rows = rows });
    }

    /// <summary>Goes on to so many milliseconds after noon, a millisecond at a time.</summary>
    public void AdvanceTo(int milliseconds, Action each)
    {
        while (_milliseconds < milliseconds)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            if (++_milliseconds % 250 == 0) Realm.Tick();
            each();
        }
    }
}
