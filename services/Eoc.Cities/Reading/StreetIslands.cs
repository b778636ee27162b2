using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Cities.Routing;

namespace Eoc.Cities.Reading;

/// <summary>Streets that no way leads to from most of the others: nearly always a point that was meant to be shared and is not.</summary>
internal static class StreetIslands
{
    public static IEnumerable<Street> Of(ImmutableArray<Street> streets)
    {
        var groups = new Groups();
        foreach (var line in streets.SelectMany(street => street.Lines))
            foreach (var point in line) groups.Join(StreetGraph.KeyOf(line[0]), StreetGraph.KeyOf(point));
        var byGroup = streets.GroupBy(street => groups.Of(StreetGraph.KeyOf(street.Lines[0][0]))).OrderByDescending(group => group.Count());
        return byGroup.Skip(1).SelectMany(group => group);
    }

    /// <summary>Which points hang together.</summary>
    private sealed class Groups
    {
        private readonly Dictionary<(long, long), (long, long)> _above = [];

        public void Join((long, long) a, (long, long) b) => _above[Of(a)] = Of(b);

        public (long, long) Of((long, long) point)
        {
            var at = point;
            while (_above.TryGetValue(at, out var above) && above != at) at = above;
            return _above[point] = at;
        }
    }
}
