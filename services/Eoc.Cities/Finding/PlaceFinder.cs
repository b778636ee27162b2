using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Finding;

/// <summary>The geocoder.</summary>
internal sealed class PlaceFinder
{
    public static readonly PlaceFinder Empty = new();

    public static PlaceFinder Over(Pack pack) => Empty;

    public IEnumerable<PlaceCandidate> Find(string query, int limit, GeoPoint? near) => [];
}
