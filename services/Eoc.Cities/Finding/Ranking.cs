using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Finding;

/// <summary>The best few of many, one of each label: lower scores first, of equal ones the nearer, then by label.</summary>
internal sealed class Ranking
{
    private readonly int _limit;
    private readonly GeoPoint? _near;
    private readonly int _penalty;
    private readonly List<(double Score, double Away, PlaceCandidate Place)> _best;

    public Ranking(int limit, GeoPoint? near) : this(limit, near, 0, [])
    {
    }

    private Ranking(int limit, GeoPoint? near, int penalty, List<(double, double, PlaceCandidate)> best) =>
        (_limit, _near, _penalty, _best) = (limit, near, penalty, best);

    public IEnumerable<PlaceCandidate> Best => _best.Select(entry => entry.Place);

    /// <summary>The same ranking, for what is a worse kind of answer.</summary>
    public Ranking Worse(int penalty) => new(_limit, _near, _penalty + penalty, _best);

    /// <summary>Offers a place; it is made only when it is among the best so far.</summary>
    public void Offer(int score, GeoPoint at, Func<PlaceCandidate> make)
    {
        var away = _near is { } near ? Plane.Distance(near, at) : 0;
        var whole = score + _penalty;
        if (_best.Count == _limit && Compare((whole, away, null), _best[^1]) > 0) return;
        Add((whole, away, make()));
    }

    private void Add((double Score, double Away, PlaceCandidate Place) entry)
    {
        var same = _best.FindIndex(known => known.Place.Label == entry.Place.Label);
        if (same >= 0 && Compare(entry, _best[same]) >= 0) return;
        if (same >= 0) _best.RemoveAt(same);
        var at = _best.FindIndex(known => Compare(entry, known) < 0);
        _best.Insert(at < 0 ? _best.Count : at, entry);
        if (_best.Count > _limit) _best.RemoveAt(_limit);
    }

    private static int Compare((double Score, double Away, PlaceCandidate? Place) a, (double Score, double Away, PlaceCandidate Place) b)
    {
        if (a.Score != b.Score) return a.Score.CompareTo(b.Score);
        if (a.Away != b.Away) return a.Away.CompareTo(b.Away);
        return a.Place is null ? 0 : string.CompareOrdinal(a.Place.Label, b.Place.Label);
    }
}
