using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Picture.Tests.Given;

namespace Eoc.Picture.Tests.Following;

public sealed class Following_the_bus
{
    private readonly FollowedWorld _world = new();
    private readonly Script _script = new();

    [Fact]
    public void drops_what_was_seen()
    {
        var opened = _script.Open("fire");
        _world.Apply(opened);
        var once = Notes();
        _world.Deliver(FollowedWorld.Message(1, [opened]));
        _world.Deliver(FollowedWorld.Message(1, [opened]));
        Assert.Equal(once, Notes());
    }

    [Fact]
    public void reads_a_gap_from_the_journal()
    {
        _world.Apply(_script.Open("fire"));
        _world.Lose(_script.Note("fire", "lost"));
        _world.Apply(_script.Note("fire", "came"));
        Assert.Equal(2, Notes());
    }

    [Fact]
    public void notices_by_the_beat_that_the_last_message_was_lost()
    {
        _world.Apply(_script.Open("fire"));
        _world.Lose(_script.Note("fire", "lost"));
        Assert.Equal(0, Notes());
        _world.Beat();
        Assert.Equal(1, Notes());
    }

    [Fact]
    public void notices_by_another_streams_message_that_one_was_lost()
    {
        _world.Apply(_script.Open("fire"));
        _world.Lose(_script.Open("flood"));
        _world.Apply(_script.Note("fire", "came"));
        Assert.Equal(2, _world.Realm.Picture.Facets.Count(facet => facet.Key.Kind == Contracts.Rpc.V1.EntityKind.Incident));
    }

    [Fact]
    public void takes_reordered_messages_once_each()
    {
        var facts = new[] { _script.Open("fire"), _script.Note("fire", "one"), _script.Note("fire", "two") };
        _world.Journal.Record(facts);
        foreach (var number in new[] { 3, 1, 2 }) _world.Deliver(FollowedWorld.Message(number, [facts[number - 1]]));
        Assert.Equal(2, Notes());
    }

    [Fact]
    public void does_not_ask_the_journal_while_nothing_is_missing()
    {
        _world.Apply(_script.Open("fire"));
        _world.Apply(_script.Note("fire", "one"));
        _world.Beat();
        Assert.Equal(0, _world.Journal.HeadsAsked);
    }

    [Fact]
    public void shows_the_last_commit_of_a_writer_that_died_though_its_message_was_lost_and_others_beat()
    {
        _world.Apply(_script.Open("fire"));
        _world.LoseOfTheDead(_script.Note("fire", "lost"));
        _world.Live(TimeSpan.FromSeconds(3));
        Assert.Equal(1, Notes());
    }

    [Fact]
    public void does_not_ask_for_heads_while_all_that_was_committed_is_heard()
    {
        _world.Apply(_script.Open("fire"));
        _world.Live(TimeSpan.FromSeconds(10));
        Assert.Equal(0, _world.Journal.HeadsAsked);
    }

    [Fact]
    public void parks_a_stream_that_cannot_be_applied_and_lets_others_flow()
    {
        var good = _script.Open("fire");
        var bad = good with { Data = "{\"incident\":7}"u8.ToArray() };
        _world.Apply(bad);
        _world.Apply(_script.Note("fire", "behind it"));
        _world.Apply(_script.Open("flood"));
        Assert.Equal([good.Header.Stream], _world.Realm.Following.Parked.Keys);
        Assert.Single(_world.Realm.Picture.Facets);
    }

    [Fact]
    public void counts_what_it_does_not_know_and_goes_on()
    {
        _world.Apply(_script.Open("fire"));
        var unknown = _script.Note("fire", "later");
        _world.Apply(unknown with { Header = unknown.Header with { Type = "incident.teleported/9" } });
        _world.Apply(_script.Note("fire", "after"));
        Assert.Equal((1, 1), (_world.Realm.Following.Unknown, Notes()));
    }

    [Fact]
    public async Task finds_all_of_it_again_after_the_journal_was_away()
    {
        _world.Apply(_script.Open("fire"));
        _world.Lose(_script.Note("fire", "lost"));
        _world.Journal.IsAway = true;
        await Assert.ThrowsAsync<Journal.JournalUnavailableException>(() => _world.Realm.Following.CatchUp(TestContext.Current.CancellationToken));
        _world.Journal.IsAway = false;
        await _world.Realm.Following.CatchUp(TestContext.Current.CancellationToken);
        Assert.Equal(1, Notes());
    }

    [Fact]
    public void says_when_it_may_be_behind()
    {
        _world.Apply(_script.Open("fire"));
        _world.AdvanceTo(2_500, () => { });
        Assert.False(_world.Realm.Picture.IsDelayed);
        _world.AdvanceTo(3_500, () => { });
        Assert.True(_world.Realm.Picture.IsDelayed);
    }

    private int Notes() => _world.Realm.Picture.Facets.Count(facet => facet.Key.Kind == Contracts.Rpc.V1.EntityKind.Note);
}
