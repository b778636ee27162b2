using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Routing;

/// <summary>
/// The streets of a pack as points and stretches between them. Streets meet where they share a point (to 1e-6 degrees): an expressway that only
/// crosses above has none in common. Every street can be driven both ways.
/// </summary>
internal sealed class StreetGraph
{
    public static readonly StreetGraph Empty = new([], []);

    private const double MetresPerSecond = 1 / 3.6;

    /// <summary>From this speed on, metres a second, a street has no doors: whoever starts or ends beside it does so on another, if there is one about.</summary>
    private const double NoDoors = 70 * MetresPerSecond;
    private const double Detour = 200;

    private readonly ImmutableArray<GeoPoint> _points;
    private readonly ImmutableArray<Stretch> _stretches;
    private readonly ImmutableArray<ImmutableArray<int>> _at;
    private readonly double _fastest;

    private StreetGraph(ImmutableArray<GeoPoint> points, ImmutableArray<Stretch> stretches)
    {
        (_points, _stretches) = (points, stretches);
        var at = points.Select(_ => ImmutableArray.CreateBuilder<int>()).ToArray();
        for (var i = 0; i < stretches.Length; i++)
        {
            at[stretches[i].From].Add(i);
            at[stretches[i].To].Add(i);
        }

        _at = [.. at.Select(list => list.ToImmutable())];
        _fastest = stretches.Select(stretch => stretch.Speed).DefaultIfEmpty(1).Max();
    }

    /// <summary>How many points and stretches there are.</summary>
    public (int Points, int Stretches) Size => (_points.Length, _stretches.Length);

    public static StreetGraph Over(ImmutableArray<Street> streets)
    {
        var index = new Dictionary<(long, long), int>();
        var points = ImmutableArray.CreateBuilder<GeoPoint>();
        var stretches = ImmutableArray.CreateBuilder<Stretch>();
        foreach (var (line, speed) in streets.SelectMany(street => street.Lines.Select(line => (line, street.Speed))))
            for (var i = 1; i < line.Length; i++) Add(line[i - 1], line[i], speed);
        return new(points.ToImmutable(), stretches.ToImmutable());

        void Add(GeoPoint from, GeoPoint to, double speed)
        {
            var (a, b) = (IndexOf(from), IndexOf(to));
            if (a != b) stretches.Add(new(a, b, Plane.Distance(from, to), speed * MetresPerSecond));
        }

        int IndexOf(GeoPoint point)
        {
            if (index.TryGetValue(KeyOf(point), out var known)) return known;
            points.Add(point);
            return index[KeyOf(point)] = points.Count - 1;
        }
    }

    /// <summary>What makes two points one.</summary>
    public static (long Latitude, long Longitude) KeyOf(GeoPoint point) => ((long)Math.Round(point.Latitude * 1e6), (long)Math.Round(point.Longitude * 1e6));

    /// <summary>The quickest way; a straight one when no street leads there.</summary>
    public Route Find(GeoPoint from, GeoPoint to)
    {
        if (Nearest(from) is not { } start || Nearest(to) is not { } end) return Route.Straight(from, to);
        return new Search(this, start, end).Run() is { } way ? Route.Along([from, .. way.Points, to], [_stretches[start.Stretch].Speed, .. way.Speeds, _stretches[end.Stretch].Speed]) : Route.Straight(from, to);
    }

    /// <summary>The nearest place on any street.</summary>
    private Foot? Nearest(GeoPoint point)
    {
        var plane = new Plane(point);
        Foot? best = null;
        for (var i = 0; i < _stretches.Length; i++)
        {
            var (a, b) = (plane.Metres(_points[_stretches[i].From]), plane.Metres(_points[_stretches[i].To]));
            var (x, y) = (b.East - a.East, b.North - a.North);
            var share = Math.Clamp(-(a.East * x + a.North * y) / (x * x + y * y), 0, 1);
            var (east, north) = (a.East + share * x, a.North + share * y);
            var away = Math.Sqrt(east * east + north * north) + (_stretches[i].Speed >= NoDoors ? Detour : 0);
            if (best is null || away < best.Away) best = new(i, share, plane.Point(east, north), away);
        }

        return best;
    }

    /// <summary>A piece of street between two points.</summary>
    /// <param name="From">A point's index.</param>
    /// <param name="To">The other's.</param>
    /// <param name="Metres">How long.</param>
    /// <param name="Speed">Metres a second.</param>
    private sealed record Stretch(int From, int To, double Metres, double Speed);

    /// <summary>A place on a stretch, the nearest to somewhere.</summary>
    private sealed record Foot(int Stretch, double Share, GeoPoint At, double Away);

    private sealed record Way(ImmutableArray<GeoPoint> Points, ImmutableArray<double> Speeds);

    /// <summary>A*: from the foot of the start, over points, to the foot of the end.</summary>
    private sealed class Search(StreetGraph graph, Foot start, Foot end)
    {
        private readonly Dictionary<int, (double Seconds, int From, double Speed)> _reached = [];
        private readonly PriorityQueue<int, double> _open = new();

        public Way? Run()
        {
            var (first, last) = (graph._stretches[start.Stretch], graph._stretches[end.Stretch]);
            Reach(first.From, start.Share * first.Metres / first.Speed, -1, first.Speed);
            Reach(first.To, (1 - start.Share) * first.Metres / first.Speed, -1, first.Speed);
            var direct = start.Stretch == end.Stretch ? Math.Abs(start.Share - end.Share) * first.Metres / first.Speed : double.PositiveInfinity;
            var (best, bestEnd) = (direct, -1);
            while (_open.TryDequeue(out var point, out var hope) && hope < best)
            {
                var seconds = _reached[point].Seconds;
                if (point == last.From || point == last.To)
                {
                    var whole = seconds + (point == last.From ? end.Share : 1 - end.Share) * last.Metres / last.Speed;
                    if (whole < best) (best, bestEnd) = (whole, point);
                }

                Spread(point, seconds);
            }

            if (bestEnd >= 0) return Back(bestEnd, last.Speed);
            return double.IsFinite(direct) ? new([start.At, end.At], [first.Speed]) : null;
        }

        private void Spread(int point, double seconds)
        {
            foreach (var index in graph._at[point])
            {
                var stretch = graph._stretches[index];
                Reach(stretch.From == point ? stretch.To : stretch.From, seconds + stretch.Metres / stretch.Speed, point, stretch.Speed);
            }
        }

        private void Reach(int point, double seconds, int from, double speed)
        {
            if (_reached.TryGetValue(point, out var known) && known.Seconds <= seconds) return;
            _reached[point] = (seconds, from, speed);
            _open.Enqueue(point, seconds + Plane.Distance(graph._points[point], end.At) / graph._fastest);
        }

        private Way Back(int last, double lastSpeed)
        {
            var (points, speeds) = (new List<GeoPoint> { end.At }, new List<double> { lastSpeed });
            for (var at = last; at >= 0; at = _reached[at].From)
            {
                points.Add(graph._points[at]);
                speeds.Add(_reached[at].Speed);
            }

            points.Add(start.At);
            points.Reverse();
            speeds.Reverse();
            return new([.. points], [.. speeds]);
        }
    }
}
