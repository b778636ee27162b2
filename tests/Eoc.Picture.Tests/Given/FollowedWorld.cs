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
        Commit(facts);
        Deliver(Message(_number, facts));
    }

    /// <summary>Committed; the bus loses it.</summary>
    public void Lose(params IReadOnlyList<StoredFact> facts) => Commit(facts);

    /// <summary>A commit of which the bus never said anything, by a writer that is gone.</summary>
    public void LoseOfTheDead(params IReadOnlyList<StoredFact> facts)
    {
        Journal.Record(facts);
        Journal.Committed[DerivedId.From("the dead")] = 1;
    }

    /// <summary>The writer says which commit was its last.</summary>
    public void Beat() => Deliver(Message(_number, []));

    /// <summary>So much time passes, in which the writer beats every second and the journal is asked twice a second.</summary>
    public void Live(TimeSpan time)
    {
        for (var half = 0; half < time.TotalSeconds * 2; half++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(500));
            if (half % 2 == 1) Beat();
            Assert.True(Realm.Following.Look(CancellationToken.None).IsCompletedSuccessfully);
        }
    }

    public void Deliver(FactsPublished message) => Assert.True(Realm.Following.Receive(message, CancellationToken.None).IsCompletedSuccessfully);

    public static FactsPublished Message(long number, IReadOnlyList<StoredFact> facts) => new()
    {
        Realm = "live", Writer = Writer, Number = number, Facts = [.. facts.Select(PublishedFact.From)],
    };

    public void Position(string unit, double latitude, double longitude)
    {
        var rows = new byte[PositionRows.SizeOf(unit)];
        PositionRows.Write(rows, unit, (int)(latitude * 1e6), (int)(longitude * 1e6), Time.GetUtcNow().ToUnixTimeMilliseconds());
        Realm.Position(rows);
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

    private void Commit(IReadOnlyList<StoredFact> facts)
    {
        Journal.Record(facts);
        Journal.Committed[Writer] = ++_number;
    }
}
