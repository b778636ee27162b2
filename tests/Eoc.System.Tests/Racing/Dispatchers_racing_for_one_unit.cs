using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Clustering;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;

namespace Eoc.SystemTests.Racing;

[Collection(nameof(TwoSilos))]
public sealed class Dispatchers_racing_for_one_unit(TwoSilos cluster)
{
    private const int AllRounds = 1000;
    private const int AtOnce = 50;

    [Fact]
    public async Task never_get_it_twice_and_the_losers_are_told_by_whom_and_for_what()
    {
        await cluster.Site.Heal();
        var desk = cluster.Site.Crew.Supervisor;
        var units = await cluster.Site.Crew.Enrol("race", 10);
        var incidents = await Open(desk, AtOnce);
        var history = new List<Attempt>();

        for (var round = 0; round < Rounds.Of(AllRounds); round++)
        {
            var unit = units[round % units.Length];
            var tries = await Task.WhenAll(incidents.Select((incident, number) => Dispatch(desk.At(number), unit, incident)));

            var winner = Assert.Single(tries, each => each.Attempt.IsAccepted);
            Assert.All(tries.Where(each => each != winner), loser => Told(loser.Attempt, unit, winner.Incident));
            history.AddRange(tries.Select(each => each.Attempt));
            var cleared = await desk.End(unit, winner.Assignment);
            Crew.Accepted(cleared);
            history.Add(cleared);
        }

        await Invariants.Hold(cluster.Site, history);
    }

    private static void Told(Attempt loser, string unit, Guid winner)
    {
        Assert.NotNull(loser.Refusal);
        Assert.Equal("already-committed", loser.Refusal.Code);
        Assert.Equal(unit, loser.Refusal.Arguments["unit"]);
        Assert.Equal(winner.ToString(), loser.Refusal.Arguments["incident"]);
        Assert.Equal(Crew.Agency, loser.Refusal.Arguments["by"]);
        Assert.Contains("supervisor", loser.Refusal.Arguments["actor"], StringComparison.Ordinal);
        Assert.NotEmpty(loser.Refusal.Arguments["since"]);
    }

    private static async Task<(Attempt Attempt, Guid Incident, Guid Assignment)> Dispatch(Desk desk, string unit, Guid incident)
    {
        var assignment = Guid.CreateVersion7();
        return (await desk.Dispatch(unit, incident, assignment), incident, assignment);
    }

    private static async Task<Guid[]> Open(Desk desk, int count)
    {
        Guid[] incidents = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        foreach (var incident in incidents) Crew.Accepted(await desk.OpenIncident(incident));
        return incidents;
    }
}
