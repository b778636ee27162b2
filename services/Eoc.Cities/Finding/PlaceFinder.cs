using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Finding;

/// <summary>The geocoder: house numbers, intersections, names, best first, also of what is only half typed.</summary>
internal sealed class PlaceFinder
{
    private const int OnlyAStreet = 3;

    private readonly AddressFinder _addresses;
    private readonly IntersectionIndex _intersections;
    private readonly NameIndex _names;
    private readonly GeoPoint _centre;

    public PlaceFinder(Pack pack)
    {
        (_addresses, _intersections, _names) = (new(pack), new(pack), new(pack));
        _centre = pack.City.Centre.ToPoint();
    }

    /// <summary>How many intersections it knows.</summary>
    public int Intersections => _intersections.Count;

    /// <param name="query">As it was typed.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="near">Of equally good ones the nearest to this first; otherwise to the city's centre.</param>
    public IReadOnlyList<PlaceCandidate> Find(string query, int limit, GeoPoint? near = null)
    {
        var found = FindWhole(query, limit, near);
        var end = query.AsSpan().IndexOfAny(",#");
        // What follows is the town or the flat.
        return found.Count == 0 && end > 0 ? FindWhole(query[..end], limit, near) : found;
    }

    private List<PlaceCandidate> FindWhole(string query, int limit, GeoPoint? near)
    {
        var ranking = new Ranking(limit, near ?? _centre);
        if (StreetText.Part(query) is { } parts) _intersections.Find(parts.First, parts.Second, ranking);
        // Science and Industry is no intersection.
        if (!ranking.Best.Any()) FindWords(StreetText.Words(query), ranking);
        return [.. ranking.Best];
    }

    private void FindWords(ImmutableArray<string> words, Ranking ranking)
    {
        if (words.IsEmpty || _addresses.Find(words, ranking)) return;
        _names.Find(words, ranking);
        _intersections.FindUnparted(words, ranking);
        _intersections.Find(words, [], ranking.Worse(OnlyAStreet));
    }
}
