using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Demonstrating.Planning;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>What happens and where: drawn, and placed by the city's own geocoder. Rehearses the hour before anybody looks.</summary>
internal sealed class Prologue(Ground ground, Wayfinding wayfinding, Chance chance)
{
    private const int Attempts = 4;

    private static readonly TimeSpan Before = TimeSpan.FromMinutes(50);

    private readonly Occurrences _occurrences = new(ground, chance);

    /// <summary>One occurrence.</summary>
    public async Task<Case> Draw(int number, DateTimeOffset at, CancellationToken cancellation)
    {
        var (place, position) = await wayfinding.Place(Enumerable.Range(0, Attempts).Select(attempt => _occurrences.PlaceOf(number, attempt)), cancellation);
        return _occurrences.Make(number, at, place, position);
    }

    /// <summary>The hour before this time, from an occurrence of this number on, without the units that are busy.</summary>
    public async Task<Rehearsed> Rehearse(int first, DateTimeOffset now, IReadOnlySet<UnitId> busy, CancellationToken cancellation)
    {
        var times = new List<DateTimeOffset>();
        for (var at = _occurrences.After(now - Before, first); at < now; at = _occurrences.After(at, first + times.Count)) times.Add(at);
        var cases = await Task.WhenAll(times.Select((at, n) => Draw(first + n, at, cancellation)));
        var (open, history) = await Task.Run(() => new Rehearsal(ground, chance, busy).Play(cases, now - Before, now), cancellation);
        return new(open, history, first + times.Count);
    }
}

/// <summary>What is still going on after a rehearsal, what was done about it, and the number of the next occurrence.</summary>
internal sealed record Rehearsed(ImmutableArray<Case> Open, ImmutableArray<Deed> History, int Next);
