using System.Collections.Concurrent;
using System.Collections.Immutable;
using Eoc.Cities.Finding;
using Eoc.Cities.Packs;
using Eoc.Cities.Reading;
using Eoc.Cities.Routing;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Serving;

/// <summary>The packs of this site, read when they are first asked for and again when a file of theirs has changed.</summary>
/// <param name="folders">Where packs lie, each in a folder of its name; the first that has a name wins.</param>
/// <param name="time">When to look again.</param>
internal sealed class PackLibrary(ImmutableArray<string> folders, TimeProvider time)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<CityId, Shelved> _shelf = new();

    private sealed record Shelved(LoadedPack Pack, Stamp Stamp, long LookedAt);

    /// <summary>What of a folder changes when a file does, comes or goes.</summary>
    private readonly record struct Stamp(DateTime Written, int Files, long Bytes);

    /// <summary>The pack of that name, good or bad; null when there is none.</summary>
    public LoadedPack? Find(CityId city)
    {
        if (_shelf.TryGetValue(city, out var shelved) && time.GetElapsedTime(shelved.LookedAt) < Trust) return shelved.Pack;
        if (FolderOf(city) is not { } folder) return null;
        var stamp = StampOf(folder);
        var pack = shelved?.Stamp == stamp && shelved.Pack.Folder == folder ? shelved.Pack : LoadedPack.Read(city, folder);
        _shelf[city] = new(pack, stamp, time.GetTimestamp());
        return pack;
    }

    /// <summary>The names of all packs, in their order.</summary>
    public IEnumerable<CityId> All() => folders.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
        .Where(folder => File.Exists(Path.Combine(folder, CityFile.Name)))
        .Select(folder => CityId.TryParse(Path.GetFileName(folder), null, out var id) ? id : default)
        .Where(id => id != default).Distinct().OrderBy(id => id.Value, StringComparer.Ordinal);

    private string? FolderOf(CityId city) =>
        folders.Select(folder => Path.Combine(folder, city.Value)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, CityFile.Name)));

    private static Stamp StampOf(string folder)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).ToArray();
        return new(files.Max(file => file.LastWriteTimeUtc), files.Length, files.Sum(file => file.Length));
    }
}

/// <summary>A pack and what is looked up in it.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Pack">What was read.</param>
/// <param name="Faults">It can be used when there are none.</param>
/// <param name="Places">The geocoder; null when the pack cannot be used.</param>
/// <param name="Streets">The ways.</param>
internal sealed record LoadedPack(string Folder, Pack Pack, IReadOnlyList<Fault> Faults, PlaceFinder? Places, StreetGraph Streets)
{
    public static LoadedPack Read(CityId city, string folder)
    {
        var (pack, faults) = PackReader.Read(folder);
        pack.City.City = city.Value;
        var usable = faults.Count == 0;
        return new(folder, pack, faults, usable ? new(pack) : null, StreetGraph.Over(usable ? pack.Streets : []));
    }
}
