using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Incidents.Listing;
using Eoc.Domain.Tests.Givens;
using FsCheck;
using FsCheck.Fluent;

namespace Eoc.Domain.Tests.Generating;

/// <summary>What some units have to tell an incident, in the order it happened, and how it comes in: late, doubled, out of order, some of it never.</summary>
/// <param name="Told">What happened, unit by unit.</param>
/// <param name="Arriving">Which of it arrives, in this order. The newest of each assignment always does.</param>
public sealed record NewsScript(AssignmentNews[] Told, int[] Arriving)
{
    internal IEnumerable<AssignmentNews> AsItArrives => Arriving.Select(index => Told[index]);

    internal Story<Domain.Incidents.Incident> AfterArrival(Story<Domain.Incidents.Incident> incident) => After(incident, AsItArrives);

    internal static Story<Domain.Incidents.Incident> After(Story<Domain.Incidents.Incident> incident, IEnumerable<AssignmentNews> news) =>
        news.Aggregate(incident, (story, one) => story.Then((state, moment) => ListAssignment.Decide(state, one, moment), TheSystem()));
}

/// <summary>Makes news and its ways.</summary>
public static class NewsScripts
{
    private static readonly AssignmentStep[] Ladder = [.. Enum.GetValues<AssignmentStep>().Where(step => step > AssignmentStep.Dispatched)];

    public static Arbitrary<NewsScript> Script() => Arb.From(
        from engine in Unit(E12, null)
        from truck in Unit(T4, null)
        from car in Gen.Elements<Audience?>(null, Audience.LawEnforcementSensitive).SelectMany(audience => Unit(Car7, audience))
        let told = engine.Concat(truck).Concat(car).ToArray()
        from some in Gen.Choose(0, told.Length - 1).ArrayOf()
        from arriving in Gen.Shuffle(some.Concat(Newest(told)))
        select new NewsScript(told, [.. arriving]));

    private static Gen<AssignmentNews[]> Unit(UnitId unit, Audience? audience) =>
        from reached in Gen.SubListOf(Ladder)
        from ended in Gen.Elements(true, false)
        from contradicts in Gen.Elements(true, false).ArrayOf(Ladder.Length + 2)
        select News(unit, audience, [AssignmentStep.Dispatched, .. reached.Order()], ended, contradicts);

    private static AssignmentNews[] News(UnitId unit, Audience? audience, AssignmentStep[] steps, bool ended, bool[] contradicts)
    {
        var told = steps.Select((step, index) => Told(step, index, null)).ToList();
        if (ended) told.Add(Told(steps[^1], steps.Length, AssignmentEnd.Cleared));
        return [.. told];

        AssignmentNews Told(AssignmentStep step, int index, AssignmentEnd? end) => new(
            new(unit.To(Fire), unit, step, end, index + 2, audience),
            contradicts[index] ? [new(AnomalyKind.TimeOutOfOrder, unit, unit.To(Fire), end is null ? step : null, audience)] : []);
    }

    private static IEnumerable<int> Newest(AssignmentNews[] told) =>
        told.Index().GroupBy(news => news.Item.Assignment.Unit).Select(unit => unit.MaxBy(news => news.Item.Assignment.UnitVersion).Index);
}
