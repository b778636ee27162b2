using Eoc.SystemTests.Clustering;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;

namespace Eoc.SystemTests.Killing;

[Collection(nameof(TwoSilos))]
public sealed class Killing_one_of_two_silos(TwoSilos cluster, ITestOutputHelper output)
{
    private const int AllRounds = 20;
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task loses_nothing_and_every_unit_answers_again_within_five_seconds()
    {
        await cluster.Site.Heal();
        var units = await cluster.Site.Crew.Enrol("kill", 12);
        await using var load = Load.Begin(cluster.Site.Crew.Supervisor, units);
        var gaps = new List<TimeSpan>();

        for (var round = 0; round < Rounds.Of(AllRounds); round++)
        {
            await load.IsAtWork();
            var (victim, other) = (cluster.Site.Members[round % 2], cluster.Site.Crew.Supervisor.At((round + 1) % 2));
            var before = await EveryUnit.Answers(other, units, $"before {round}");
            await victim.Kill();
            gaps.Add(await EveryUnit.Answers(other, units, $"kill {round}"));
            output.WriteLine($"round {round + 1}: {victim.Name} killed, every unit answered after {gaps[^1].TotalSeconds:0.00} s, before that in {before.TotalSeconds:0.00} s");
            await victim.Start();
            await Site.Ready(victim, TimeSpan.FromMinutes(2));
        }

        var history = await load.End();
        output.WriteLine($"median {gaps.Order().ElementAt(gaps.Count / 2).TotalSeconds:0.00} s, worst {gaps.Max().TotalSeconds:0.00} s");
        output.WriteLine($"{history.Count} commands, slowest {history.Max(attempt => attempt.Took).TotalSeconds:0.00} s");
        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        await Invariants.Hold(cluster.Site, history);
        Assert.All(gaps, gap => Assert.True(gap <= Goal, $"It took {gap.TotalSeconds:0.00} s until every unit answered again; the goal is {Goal.TotalSeconds} s."));
    }
}
