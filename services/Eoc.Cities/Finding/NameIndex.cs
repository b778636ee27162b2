using System.Collections.Immutable;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Finding;

/// <summary>Finds what has a name: places, hospitals, stations, districts, cameras. Every word that was asked begins a word of the name.</summary>
internal sealed class NameIndex
{
    private readonly ImmutableArray<Entry> _entries;

    public NameIndex(Pack pack) => _entries =
    [
        .. pack.Places.Select(place => Entry.Of(place.Name, place.Kind, place.At)),
        .. pack.City.Hospitals.Select(hospital => Entry.Of(hospital.Name, PlaceKind.Hospital, hospital.At.ToPoint())),
        .. pack.City.Stations.Select(station => Entry.Of(station.Name, PlaceKind.Station, station.At.ToPoint())),
        .. pack.City.Districts.Select(district => Entry.Of(district.Name, PlaceKind.District, district.Centre.ToPoint())),
        .. pack.City.Cameras.Select(camera => Entry.Of($"Camera {camera.Name}", PlaceKind.Camera, camera.At.ToPoint())),
    ];

    public void Find(ImmutableArray<string> words, Ranking ranking)
    {
        foreach (var entry in _entries)
            if (Score(entry, words) is { } score) ranking.Offer(score, entry.At, entry.Candidate);
    }

    /// <summary>0: the name begins with what was asked; points for what is less of a place people mean.</summary>
    private static int? Score(Entry entry, ImmutableArray<string> words)
    {
        if (!words.All(word => entry.Words.Any(own => own.StartsWith(word, StringComparison.Ordinal)))) return null;
        var begins = entry.Text.StartsWith(string.Join(' ', words), StringComparison.Ordinal);
        return (begins ? 0 : 2) + entry.Kind switch { PlaceKind.Named or PlaceKind.Hospital => 0, PlaceKind.Camera => 4, _ => 1 };
    }

    private sealed record Entry(string Name, PlaceKind Kind, GeoPoint At, ImmutableArray<string> Words, string Text)
    {
        public static Entry Of(string name, PlaceKind kind, GeoPoint at)
        {
            var words = StreetText.Words(name);
            return new(name, kind, at, words, string.Join(' ', words));
        }

        public PlaceCandidate Candidate() => new() { Label = Name, Kind = Kind, At = At.ToWire() };
    }
}
