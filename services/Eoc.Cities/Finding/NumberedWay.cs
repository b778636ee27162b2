using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Finding;

/// <summary>A street that is not straight on the grid. Its house numbers are those of the grid in one direction, wherever it bends.</summary>
/// <param name="Name">Without direction.</param>
/// <param name="Direction">The only one its numbers have, N, E, S or W; '\0' when that is not known.</param>
/// <param name="Lines">Where it runs, with the grid's numbers of each point.</param>
internal sealed record NumberedWay(string Name, char Direction, ImmutableArray<ImmutableArray<(GeoPoint At, double East, double North)>> Lines)
{
    /// <summary>The streets of the layer; then those that only surveyed intersections tell of.</summary>
    public static IEnumerable<NumberedWay> Of(Pack pack, Grid grid)
    {
        var drawn = pack.Streets.Where(street => !char.IsAsciiDigit(street.Name[0]))
            .Select(street => new NumberedWay(street.Name, '\0', [.. street.Lines.Select(line => line.Select(Numbered).ToImmutableArray())])).ToArray();
        var known = drawn.Select(way => KeyOf(way.Name)).ToHashSet(StringComparer.Ordinal);
        var surveyed = pack.Intersections.SelectMany(intersection => new[] { (Name: intersection.First, intersection.At), (Name: intersection.Second, intersection.At) })
            .GroupBy(meeting => meeting.Name, meeting => Numbered(meeting.At)).Select(Surveyed).OfType<NumberedWay>().Where(way => !known.Contains(KeyOf(way.Name)));
        return drawn.Concat(surveyed);

        (GeoPoint At, double East, double North) Numbered(GeoPoint point)
        {
            var (east, north) = grid.NumbersAt(point);
            return (point, east, north);
        }
    }

    /// <summary>What makes two names one: short, without direction.</summary>
    public static string KeyOf(string name) => StreetText.Direct(StreetText.Words(name)).Words is { IsEmpty: false } words ? StreetText.Forms(words).Short : string.Empty;

    /// <summary>Where it has this number toward a direction: mostly one place.</summary>
    public IEnumerable<GeoPoint> At(int number, char toward) =>
        Lines.SelectMany(line => line.Zip(line.Skip(1), (from, to) => Between(from.At, Number(from, toward), to.At, Number(to, toward), number))).OfType<GeoPoint>();

    /// <summary>A street that says its direction, from its intersections in the order of their numbers.</summary>
    private static NumberedWay? Surveyed(IGrouping<string, (GeoPoint At, double East, double North)> street)
    {
        var (direction, words) = StreetText.Direct(StreetText.Words(street.Key));
        if (direction == '\0') return null;
        return new(string.Join(' ', words), direction, [[.. street.OrderBy(point => Number(point, direction))]]);
    }

    private static double Number((GeoPoint At, double East, double North) point, char toward) => toward switch { 'E' => point.East, 'W' => -point.East, 'N' => point.North, _ => -point.North };

    private static GeoPoint? Between(GeoPoint from, double fromNumber, GeoPoint to, double toNumber, int number)
    {
        if (fromNumber == toNumber || number < Math.Min(fromNumber, toNumber) || number > Math.Max(fromNumber, toNumber)) return null;
        var share = (number - fromNumber) / (toNumber - fromNumber);
        return new(from.Latitude + share * (to.Latitude - from.Latitude), from.Longitude + share * (to.Longitude - from.Longitude));
    }
}
