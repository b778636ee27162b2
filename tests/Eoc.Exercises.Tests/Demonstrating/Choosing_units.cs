using Xunit;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Planning;
using static Eoc.Exercises.Tests.Demonstrating.Grounds;

namespace Eoc.Exercises.Tests.Demonstrating;

public sealed class Choosing_units
{
    private static readonly Ground Ground = Town();
    private static readonly List<Candidate> Everybody = [.. Ground.Units.Select(unit => new Candidate(unit, unit.Home))];

    [Fact]
    public void takes_the_nearest_of_the_kind() =>
        Assert.Equal(["fd/e3", "fd/e2", "ems/a3"], Ids(Selecting.Choose([new(2, Discipline.Fire, ["ENGINE"]), new(1, Discipline.EmergencyMedical, ["AMBULANCE"])], Point(0.028, 0), Everybody)));

    [Fact]
    public void sends_no_unit_twice()
    {
        var chosen = Selecting.Choose([.. Enumerable.Repeat(new Need(4, Discipline.Police, ["PATROL"]), 5)], Point(0, 0), Everybody);

        Assert.Equal(10, chosen.Length); // all there are
        Assert.Equal(chosen.Length, chosen.Distinct().Count());
    }

    [Fact]
    public void sends_no_engine_for_an_ambulance() =>
        Assert.Empty(Selecting.Choose([new(1, Discipline.EmergencyMedical, ["AMBULANCE"])], Point(0, 0), [.. Everybody.Where(candidate => candidate.Unit.Kind == "ENGINE")]));

    [Fact]
    public void goes_by_the_city_s_run_card_where_there_is_one()
    {
        var card = new RunCard { Id = "c", IncidentTypes = { "FSTRU" }, Alarms = { new RunCardAlarm { Level = 1, Send = { new RunCardNeed { Kind = "TRUCK", Count = 2 } } } } };

        var needs = Selecting.NeedsOf(Kind("STRUCTURE FIRE"), 1, [card]);

        Assert.Equal(["fd/t0", "fd/t1"], Ids(Selecting.Choose(needs, Point(0, 0), Everybody)));
        Assert.Equal(Kind("STRUCTURE FIRE").Needs, Selecting.NeedsOf(Kind("STRUCTURE FIRE"), 1, []));
    }

    private static IEnumerable<string> Ids(IEnumerable<UnitId> units) => units.Select(unit => unit.ToString());
}
