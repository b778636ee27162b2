using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Tests.Given;
using FsCheck.Xunit;

namespace Eoc.Picture.Tests.Framing;

public sealed class Going_on_after_a_break
{
    private readonly World _world = new();
    private readonly Script _script = new();
    private readonly City _city;

    public Going_on_after_a_break()
    {
        _city = new City(_world, 1_000);
        for (var i = 0; i < 50; i++) _world.Apply(_script.Open($"incident {i}"));
        _city.Drive(_world, 1_000);
        _world.Tick();
    }

    [Theory]
    [InlineData(5, 0.02)]
    [InlineData(60, 0.10)]
    public void brings_what_was_missed_and_little_more(int seconds, double ofSnapshot)
    {
        var (world, script) = (new World(), new Script());
        var city = new City(world, 10_000);
        world.Apply(script.Open("fire"));
        city.Drive(world, 10_000);
        using var watcher = world.Tick().Watch([Audience.Room]);
        watcher.Take();
        var (snapshot, tokens) = (watcher.Messages.Sum(message => message.Length), watcher.Console.Tokens.ToList());
        for (var second = 1; second <= seconds; second++)
        {
            city.Drive(world, 500);
            if (second % 5 == 0) world.Apply(script.Note("fire", $"second {second}")).Flush();
            for (var tick = 0; tick < 4; tick++) world.Tick();
        }

        using var back = world.Watch([Audience.Room], tokens, console: watcher.Console);
        var known = tokens.Select(token => token.Channel).ToHashSet(StringComparer.Ordinal);
        Assert.All(back.Take().SelectMany(message => message.Channels).Where(frame => known.Contains(frame.Channel)), frame => Assert.Null(frame.Snapshot));
        Assert.InRange(back.Messages.Sum(message => message.Length), 1, snapshot * ofSnapshot);
        Assert.Equal(Fresh(world), watcher.Console.Describe());
        Assert.Equal(seconds / 5, watcher.Console.All(EntityKind.Note).Count());
    }

    [Property(MaxTest = 200)]
    public void never_guesses_from_a_damaged_token(int seed)
    {
        var random = new Random(seed);
        using var watcher = _world.Watch([Audience.Room]);
        watcher.Take();
        var good = watcher.Console.Tokens.First();
        var damaged = Damage(good, random);
        _world.Apply(_script.Note("incident 1", "news"), _script.Note("incident 2", "news")).Flush();
        _city.Drive(_world, 1_000);
        _world.Tick();
        using var back = _world.Watch([Audience.Room], [damaged]);
        var frame = back.Take().SelectMany(message => message.Channels).First(frame => frame.Channel == good.Channel);
        Assert.NotNull(frame.Snapshot);
        Assert.Equal(Fresh(_world), back.Console.Describe());
    }

    /// <summary>Units drive, and leap from cell to cell so that rows pass from one to another.</summary>
    [Property(MaxTest = 60)]
    public void of_any_length_leaves_what_a_newcomer_gets(int seed)
    {
        var (random, world) = (new Random(seed), new World());
        var city = new City(world, 60);
        var console = new Given.Console();
        for (var round = 0; round < 12; round++)
        {
            using var watcher = world.Watch([Audience.Room], console.Tokens.ToList(), console: console);
            watcher.Take();
            Assert.Equal(Fresh(world), console.Describe());
            for (var tick = random.Next(3); tick > 0; tick--) Drive();
            watcher.Take();
            for (var missed = random.Next(1 << random.Next(7)); missed > 0; missed--) Drive();
        }

        void Drive()
        {
            city.Drive(world, random.Next(60));
            if (random.Next(3) == 0) world.Position(city.Units[random.Next(60)], 41.65 + random.NextDouble() / 10, -87.9 + random.NextDouble() / 10);
            world.Tick();
        }
    }

    [Fact]
    public void begins_anew_with_a_token_of_another_run()
    {
        using var watcher = new World(seed: 2).Apply(new Script().Open("fire")).Flush().Watch([Audience.Room]);
        watcher.Take();
        using var back = _world.Watch([Audience.Room], watcher.Console.Tokens);
        Assert.All(back.Take().SelectMany(message => message.Channels), frame => Assert.NotNull(frame.Snapshot));
    }

    [Fact]
    public void begins_anew_when_the_history_does_not_reach_back()
    {
        using var watcher = _world.Watch([Audience.Room]);
        watcher.Take();
        var tokens = watcher.Console.Tokens.ToList();
        for (var i = 0; i < 100; i++) _world.Apply(_script.Note("incident 1", new string('x', 16_000))).Flush();
        using var back = _world.Watch([Audience.Room], tokens, console: watcher.Console);
        Assert.Contains(back.Take().SelectMany(message => message.Channels), frame => frame.Snapshot is not null);
        Assert.Equal(Fresh(_world), back.Console.Describe());
    }

    [Fact]
    public void says_nothing_of_a_channel_the_viewer_may_not_know()
    {
        _world.Apply(_script.Open("raid", audience: Script.Sensitive)).Flush();
        using var police = _world.Watch([Audience.Room, Script.Sensitive]);
        police.Take();
        using var room = _world.Watch([Audience.Room], police.Console.Tokens);
        using var other = _world.Watch([Audience.Room], police.Console.Tokens.Where(token => token.Channel.EndsWith("/room", StringComparison.Ordinal)));
        room.Take();
        other.Take();
        Assert.Equal(other.Messages, room.Messages);
    }

    [Fact]
    public void passes_positions_over_for_a_slow_reader_and_says_how_many_but_never_a_fact()
    {
        using var slow = _world.Watch([Audience.Room]);
        slow.Take();
        for (var second = 0; second < 60; second++)
        {
            _city.Drive(_world, 500);
            _world.Apply(_script.Note("incident 3", $"{second}")).Tick();
        }

        slow.Take();
        Assert.InRange(slow.Console.Conflated, 500ul * 50, 500ul * 60);
        Assert.Equal(60, slow.Console.All(EntityKind.Note).Count());
        Assert.Equal(Fresh(_world), slow.Console.Describe());
    }

    [Fact]
    public void conflates_nothing_for_a_reader_that_keeps_up()
    {
        using var watcher = _world.Watch([Audience.Room]);
        watcher.Take();
        for (var second = 0; second < 20; second++)
        {
            _city.Drive(_world, 500);
            _world.Tick();
            watcher.Take();
        }

        Assert.Equal(0ul, watcher.Console.Conflated);
    }

    private static ChannelToken Damage(ChannelToken token, Random random)
    {
        var damaged = token.Clone();
        switch (random.Next(4))
        {
            case 0: damaged.Epoch ^= 1ul << random.Next(64); break;
            case 1: damaged.Sequence ^= 1ul << random.Next(64); break;
            case 2: damaged.Check ^= 1u << random.Next(32); break;
            default: damaged.Sequence += 1_000; break;
        }

        return damaged;
    }

    private static string Fresh(World world)
    {
        using var fresh = world.Watch([Audience.Room]);
        fresh.Take();
        return fresh.Console.Describe();
    }
}
