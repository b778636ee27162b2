using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Picture.Tests.Given;
using FsCheck.Xunit;

namespace Eoc.Picture.Tests.Projecting;

public sealed class Rebuilding_in_any_order
{
    private static readonly Audience[] Everything =
        [Audience.Room, Audience.Medical, Script.Sensitive, Audience.SourceProtected, Audience.Of(Script.Fire), Audience.Of(Script.Police)];

    private static readonly IReadOnlyList<StoredFact> Shift = Script.Shift().Facts;
    private static readonly byte[] All = new World().Apply(Shift).Canonical(Everything);
    private static readonly byte[] Room = new World().Apply(Shift).Canonical(Audience.Room);

    [Property(MaxTest = 300)]
    public void gives_the_same_bytes(int seed)
    {
        var world = new World().Apply(Interleave(new Random(seed)));
        Assert.Equal(All, world.Canonical(Everything));
        Assert.Equal(Room, world.Canonical(Audience.Room));
    }

    [Property(MaxTest = 50)]
    public void shows_a_viewer_from_the_start_and_one_who_comes_late_the_same(int seed)
    {
        var random = new Random(seed);
        var world = new World();
        using var early = world.Watch([Audience.Room, Script.Sensitive]);
        foreach (var fact in Interleave(random))
        {
            world.Apply(fact);
            if (random.Next(3) == 0) world.Position("cfd/e12", 41.5 + random.NextDouble(), -87.5 - random.NextDouble());
            if (random.Next(2) == 0) world.Flush();
            if (random.Next(4) == 0) world.Tick();
            if (random.Next(3) == 0) early.Take();
        }

        world.Tick();
        early.Take();
        using var late = world.Watch([Audience.Room, Script.Sensitive]);
        late.Take();
        Assert.Equal(late.Console.Describe(), early.Console.Describe());
        Assert.NotEmpty(late.Console.Entities);
    }

    [Fact]
    public void tells_what_few_may_know_from_what_all_may() => Assert.NotEqual(All, Room);

    /// <summary>Any order that keeps each stream's own.</summary>
    private static IEnumerable<StoredFact> Interleave(Random random)
    {
        var streams = Shift.GroupBy(fact => fact.Header.Stream).Select(stream => new Queue<StoredFact>(stream)).ToList();
        while (streams.Count > 0)
        {
            var stream = streams[random.Next(streams.Count)];
            yield return stream.Dequeue();
            if (stream.Count == 0) streams.Remove(stream);
        }
    }
}
