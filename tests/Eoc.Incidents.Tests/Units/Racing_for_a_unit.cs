using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains;
using Eoc.Incidents.Tests.Cluster;
using static Eoc.Incidents.Tests.Cluster.Commands;

namespace Eoc.Incidents.Tests.Units;

/// <summary>I3: no unit serves two incidents as its active one, however many want it at once.</summary>
public sealed class Racing_for_a_unit(Centre centre, ITestOutputHelper output) : IClassFixture<Centre>
{
    private const int Dispatchers = 50;

    [Fact]
    public async Task has_one_winner_and_tells_the_losers_by_whom_and_for_what()
    {
        Assert.Equal(2, centre.Silos);
        var rounds = Rounds.Of(1000);
        for (var round = 0; round < rounds; round++) await Race(await centre.EnrolUnit(RealmId.Live));
        output.WriteLine($"{rounds} rounds of {Dispatchers} dispatchers");
    }

    [Fact]
    public async Task is_won_by_one_also_while_its_activation_goes_away()
    {
        for (var round = 0; round < Rounds.Of(200); round++)
        {
            var unit = await centre.EnrolUnit(RealmId.Live);
            var going = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => centre.Deactivate(centre.Unit(RealmId.Live, unit))));
            await Race(unit);
            await going;
        }
    }

    private async Task Race(UnitId unit)
    {
        var wanted = Enumerable.Range(0, Dispatchers).Select(number => (Account: $"dispatcher-{number}", Incident: IncidentId.New())).ToList();
        var answers = await Task.WhenAll(wanted.Select(one => Dispatch(unit, one.Account, one.Incident)));

        var winner = wanted[Assert.Single(answers.Index(), answer => answer.Item.Accepted is not null).Index];
        var dispatched = Assert.Single((await centre.Record(StreamId.Of(RealmId.Live, unit))).OfType<UnitDispatched>());
        Assert.Equal(winner.Incident, dispatched.Incident);
        Assert.All(
            answers.Where(answer => answer.Refusal is not null),
            answer => Assert.Equal(
                ("already-committed", winner.Account, winner.Incident.ToString()), (answer.Refusal!.Code, answer.Argument("actor"), answer.Argument("incident"))));
    }

    /// <summary>A caller expects rudeness and asks again under the same command id.</summary>
    private async Task<CommandResult> Dispatch(UnitId unit, string account, IncidentId incident)
    {
        var (context, command) = (By(account), To(incident));
        while (true)
        {
            try
            {
                var answer = await centre.Unit(RealmId.Live, unit).Dispatch(context, command);
                if (answer.Refusal?.Code != "outcome-unknown") return answer;
            }
            catch (Orleans.Runtime.OrleansException)
            {
                await Task.Yield();
            }
        }
    }
}
