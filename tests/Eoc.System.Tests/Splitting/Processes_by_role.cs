using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Watching;

namespace Eoc.SystemTests.Splitting;

/// <summary>Two processes hold the grains, two serve the people, one does the rest: the cluster as it is meant to run.</summary>
public sealed class Processes_by_role(ITestOutputHelper output)
{
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task work_together_and_each_can_be_killed()
    {
        await using var site = await Site.Open("silo", "silo", "edge", "edge", "work");
        var units = await site.Crew.Enrol("role", 12);
        await using var first = Viewer.At(site.Crew.Supervisor.At(0));
        await using var second = Viewer.At(site.Crew.Supervisor.At(1));
        await using var load = Load.Begin(site.Crew.Supervisor, units);

        foreach (var victim in site.Members)
        {
            await load.IsAtWork();
            var other = site.Crew.Supervisor.At(victim == site.Edges.First() ? 1 : 0);
            var before = await EveryUnit.Answers(other, units, $"before {victim.Name}");
            await victim.Kill();
            var gap = await EveryUnit.Answers(other, units, $"{victim.Name} killed");
            output.WriteLine($"{victim.Name} killed, every unit answered after {gap.TotalSeconds:0.00} s, before that in {before.TotalSeconds:0.00} s");
            Assert.True(gap <= Goal, $"After {victim.Name} was killed it took {gap.TotalSeconds:0.00} s; the goal is {Goal.TotalSeconds} s.");
            await victim.Start();
            await Site.Ready(victim, TimeSpan.FromMinutes(2));
        }

        var history = await load.End();
        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        await Invariants.Hold(site, history);
        await first.Converges(site, Goal);
        await second.Converges(site, Goal);
        await TheStatefulServiceHasOneQueueALane(site);
    }

    /// <summary>On a majority's disks, one process at a time is served, and what is given up has a place to go.</summary>
    private static async Task TheStatefulServiceHasOneQueueALane(Site site)
    {
        var queues = await site.Broker.Ask("list_queues", "name", "type", "arguments");
        foreach (var lane in (string[])["live", "exercise"])
        {
            var queue = Assert.Single(queues, queue => queue[0] == $"emergency.response-times.{lane}");
            Assert.Equal("quorum", queue[1]);
            foreach (var argument in (string[])["x-single-active-consumer", "x-delivery-limit", "eoc.parked"]) Assert.Contains(argument, queue[2], StringComparison.Ordinal);
        }
    }
}
