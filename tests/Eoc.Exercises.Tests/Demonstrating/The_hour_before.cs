using Xunit;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Planning;
using static Eoc.Exercises.Tests.Demonstrating.Grounds;

namespace Eoc.Exercises.Tests.Demonstrating;

public sealed class The_hour_before
{
    private static readonly DateTimeOffset From = Noon - TimeSpan.FromMinutes(50);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void leaves_incidents_that_are_still_going_on_and_nothing_of_the_others(int seed)
    {
        var (open, history) = Play(seed);
        var going = open.Select(one => one.Id).ToHashSet();

        Assert.NotEmpty(open);
        Assert.DoesNotContain(history, deed => deed is CloseDeed);
        Assert.All(history.OfType<SendDeed>(), send => Assert.Contains(send.Case.Id, going));
        Assert.All(history, deed => Assert.InRange(deed.At!.Value, From, Noon));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void sends_each_unit_only_when_it_is_free(int seed)
    {
        var serving = new HashSet<string>();
        foreach (var deed in Play(seed).History)
        {
            if (deed is SendDeed send) Assert.True(serving.Add(send.Unit.ToString()), $"{send.Unit} was sent twice");
            if (deed is EndDeed end) serving.Remove(end.Unit.ToString());
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void climbs_the_ladder_step_by_step(int seed)
    {
        var reached = new Dictionary<Guid, AssignmentStep>();
        foreach (var deed in Play(seed).History.OfType<AdvanceDeed>())
        {
            Assert.True(deed.Step > reached.GetValueOrDefault(deed.Assignment), $"{deed.Unit}: {deed.Step} after {reached.GetValueOrDefault(deed.Assignment)}");
            reached[deed.Assignment] = deed.Step;
        }
    }

    [Fact]
    public void is_the_same_for_the_same_seed_and_another_for_another()
    {
        Assert.Equal(Keys(5), Keys(5));
        Assert.NotEqual(Keys(5), Keys(6));
    }

    private static IEnumerable<string> Keys(int seed) => Play(seed).History.Select(deed => $"{deed.Key} {deed.At:O}");

    private static (System.Collections.Immutable.ImmutableArray<Case> Open, System.Collections.Immutable.ImmutableArray<Deed> History) Play(int seed)
    {
        var (ground, chance) = (Town(), new Chance(seed));
        var occurrences = new Occurrences(ground, chance);
        var cases = new List<Case>();
        for (var at = From; at < Noon; at += TimeSpan.FromMinutes(2)) cases.Add(occurrences.Make(cases.Count, at, "1 Main St", occurrences.PlaceOf(cases.Count).Near));
        return new Rehearsal(ground, chance, new HashSet<UnitId>()).Play(cases, From, Noon);
    }
}
