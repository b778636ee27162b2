using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Cities.Routing;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Finding;

/// <summary>Finds where streets meet: <c>Main &amp; First</c>, <c>first/main</c>, <c>mai fir</c>.</summary>
internal sealed class IntersectionIndex
{
    private const int NotSaidToBeTwo = 2;

    private readonly ImmutableArray<string> _streets;
    private readonly StreetIndex _index;
    private readonly ImmutableArray<ImmutableArray<(int Other, GeoPoint At)>> _meetings;

    public IntersectionIndex(Pack pack)
    {
        var intersections = pack.Intersections.IsEmpty ? Meetings(pack.Streets) : pack.Intersections;
        Count = intersections.Length;
        _streets = [.. intersections.SelectMany(i => new[] { i.First, i.Second }).Distinct(StringComparer.Ordinal)];
        _index = new(_streets);
        var places = _streets.Select((name, i) => (name, i)).ToDictionary(street => street.name, street => street.i, StringComparer.Ordinal);
        var meetings = _streets.Select(_ => new List<(int, GeoPoint)>()).ToArray();
        foreach (var intersection in intersections)
        {
            var (first, second) = (places[intersection.First], places[intersection.Second]);
            meetings[first].Add((second, intersection.At));
            meetings[second].Add((first, intersection.At));
        }

        _meetings = [.. meetings.Select(list => list.ToImmutableArray())];
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Where a street that begins like the first meets one that begins like the second; an empty second is any.</summary>
    public void Find(ImmutableArray<string> first, ImmutableArray<string> second, Ranking ranking)
    {
        var (ones, others) = (_index.Find(first), second.IsEmpty ? null : _index.Find(second));
        foreach (var (street, score) in ones)
        {
            foreach (var (other, at) in _meetings[street])
            {
                var otherScore = 0;
                if (others?.TryGetValue(other, out otherScore) == false) continue;
                ranking.Offer(score + otherScore, at, () => Candidate(street, other, at));
            }
        }
    }

    /// <summary>Words that may be two streets, one after the other.</summary>
    public void FindUnparted(ImmutableArray<string> words, Ranking ranking)
    {
        for (var split = 1; split < words.Length; split++) Find(words[..split], words[split..], ranking.Worse(NotSaidToBeTwo));
    }

    private PlaceCandidate Candidate(int street, int other, GeoPoint at) =>
        new() { Label = $"{_streets[street]} & {_streets[other]}", Kind = PlaceKind.Intersection, At = at.ToWire() };

    /// <summary>Where two streets of the street layer share a point.</summary>
    private static ImmutableArray<Intersection> Meetings(ImmutableArray<Street> streets)
    {
        var at = new Dictionary<(long, long), (GeoPoint Point, SortedSet<string> Names)>();
        foreach (var street in streets)
        {
            foreach (var point in street.Lines.SelectMany(line => line))
            {
                if (!at.TryGetValue(StreetGraph.KeyOf(point), out var known)) at[StreetGraph.KeyOf(point)] = known = (point, new(StringComparer.Ordinal));
                known.Names.Add(street.Name);
            }
        }

        return [.. at.Values.SelectMany(place => Pairs([.. place.Names]).Select(pair => new Intersection(pair.First, pair.Second, place.Point)))];
    }

    private static IEnumerable<(string First, string Second)> Pairs(ImmutableArray<string> names)
    {
        for (var i = 0; i < names.Length; i++)
            for (var j = i + 1; j < names.Length; j++) yield return (names[i], names[j]);
    }
}
