using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Tests.Given;
using AssignmentStep = Eoc.Contracts.Events.Units.AssignmentStep;

namespace Eoc.Picture.Tests.Framing;

/// <summary>Two worlds: the same shift with and without what is hidden. A viewer who may not know gets the same bytes at the same moments in both.</summary>
public sealed class Hiding_what_few_may_know
{
    private static readonly UnitId Engine = UnitId.Parse("cfd/e12");
    private static readonly UnitId Undercover = UnitId.Parse("cpd/x9");

    [Fact]
    public void leaves_every_byte_of_others_as_it_is()
    {
        var (with, without) = (Play(hidden: true, Audience.Room, Audience.Medical), Play(hidden: false, Audience.Room, Audience.Medical));
        Assert.Equal(without.Count, with.Count);
        for (var i = 0; i < with.Count; i++) Assert.Equal((without[i].At, Convert.ToHexString(without[i].Bytes)), (with[i].At, Convert.ToHexString(with[i].Bytes)));
        Assert.True(with.Count > 12, "a stream worth comparing");
    }

    [Fact]
    public void changes_the_bytes_of_those_who_may_know()
    {
        var (with, without) = (Play(hidden: true, Audience.Room, Script.Sensitive), Play(hidden: false, Audience.Room, Script.Sensitive));
        Assert.NotEqual(without.Sum(message => message.Bytes.Length), with.Sum(message => message.Bytes.Length));
    }

    [Fact]
    public void opens_and_closes_channels_with_a_grant()
    {
        var (script, world) = (new Script(), new World());
        using var watcher = world.Watch([Audience.Room]);
        world.Apply(script.Open("raid", audience: Script.Sensitive)).Flush();
        watcher.Take();
        Assert.Empty(watcher.Console.Entities);

        watcher.Viewer.Rescope(new([.. World.Labels(Audience.Room, Script.Sensitive)], [], []));
        watcher.Take();
        Assert.Single(watcher.Console.Entities);

        watcher.Viewer.Rescope(new(World.Labels(Audience.Room), [], []));
        watcher.Take();
        Assert.Empty(watcher.Console.Entities);
        world.Apply(script.Note("raid", "still hidden")).Flush();
        Assert.Empty(watcher.Take());
    }

    /// <summary>Every message one viewer gets, and when, on one clock; an audience nobody holds stands for a world without.</summary>
    private static List<(DateTimeOffset At, byte[] Bytes)> Play(bool hidden, params Audience[] labels)
    {
        var (world, messages) = (new FollowedWorld(), new List<(DateTimeOffset, byte[])>());
        using var watcher = world.Watch(labels);
        foreach (var (milliseconds, isHidden, happen) in Shift(new Script(world.Time), hidden ? Script.Sensitive : Audience.SourceProtected))
        {
            world.AdvanceTo(milliseconds, () => Gather(watcher, world, messages));
            if (!isHidden || hidden) happen(world);
        }

        world.AdvanceTo(4_000, () => Gather(watcher, world, messages));
        return messages;
    }

    private static void Gather(Watcher watcher, FollowedWorld world, List<(DateTimeOffset, byte[])> messages)
    {
        var before = watcher.Messages.Count;
        watcher.Take();
        foreach (var message in watcher.Messages.Skip(before)) messages.Add((world.Time.GetUtcNow(), message));
    }

    /// <summary>Hidden things happen just before, between and after things everybody sees, within the same few milliseconds too.</summary>
    private static IEnumerable<(int At, bool Hidden, Action<FollowedWorld> Happen)> Shift(Script s, Audience caller)
    {
        yield return (1, true, w => w.Apply(s.Enrol(Undercover, Script.Sensitive)));
        yield return (2, false, w => w.Apply(s.Enrol(Engine)));
        yield return (3, true, w => w.Apply(s.Open("raid", Script.Loop, Script.Sensitive)));
        yield return (7, false, w => w.Apply(s.Open("fire")));
        yield return (8, false, w => w.Apply(s.Take("tip", caller, Script.Loop)));
        yield return (9, true, w => w.Apply(s.Attach("tip", "raid", Script.Sensitive)));
        yield return (400, false, w => w.Position("cfd/e12", 41.88, -87.63));
        yield return (410, true, w => w.Position("cpd/x9", 41.881, -87.631));
        yield return (501, true, w => w.Apply(s.Dispatch(Undercover, "b", "fire"), s.Flag("fire", Undercover, Script.Sensitive)));
        yield return (504, false, w => w.Apply(s.Dispatch(Engine, "a", "fire")));
        yield return (700, true, w => w.Apply(s.Note("fire", "informant inside", Script.Sensitive)));
        yield return (701, false, w => w.Apply(s.Note("fire", "two floors")));
        yield return (900, true, w => w.Position("cpd/x9", 41.95, -87.75));
        yield return (1_300, false, w => w.Position("cfd/e12", 41.97, -87.80));
        yield return (1_301, true, w => w.Apply(s.Advance(Undercover, "b", "fire", AssignmentStep.OnScene)));
        yield return (2_100, false, w => w.Apply(s.Advance(Engine, "a", "fire", AssignmentStep.OnScene)));
        yield return (2_600, true, w => w.Apply(s.Close("raid")));
        yield return (3_000, false, w => w.Apply(s.Note("fire", "under control", Audience.Medical)));
    }

}
