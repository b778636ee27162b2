using Eoc.SystemTests.Clustering;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;

namespace Eoc.SystemTests.Pausing;

[Collection(nameof(TwoSilos))]
public sealed class A_silo_that_stops_and_goes_on(TwoSilos cluster, ITestOutputHelper output)
{
    [Fact]
    public async Task does_no_harm_leaves_and_comes_back()
    {
        await cluster.Site.Heal();
        var units = await cluster.Site.Crew.Enrol("pause", 12);
        await using var load = Load.Begin(cluster.Site.Crew.Supervisor, units);
        await load.IsAtWork();
        var victim = cluster.Site.Members[1];

        var stoppedAt = TimeProvider.System.GetTimestamp();
        await victim.Pause();
        var answered = await EveryUnit.Answers(cluster.Site.Crew.Supervisor.At(0), units, "while one is stopped");
        output.WriteLine($"every unit answered {answered.TotalSeconds:0.00} s after the stop");
        await Eventually.Passes(Rounds.Of(TimeSpan.FromSeconds(60), least: TimeSpan.FromSeconds(10)), stoppedAt);
        await victim.Continue();

        // Its grains were taken over while it slept: it learns that it is dead, and ends for its supervisor to start it again.
        await Eventually.Holds("the silo that was declared dead ends", TimeSpan.FromSeconds(60), () => Task.FromResult(victim.Runs ? "it still runs" : null));
        await cluster.Site.Heal();
        await load.IsAtWork();
        var history = await load.End();

        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        await Invariants.Hold(cluster.Site, history);
    }
}
