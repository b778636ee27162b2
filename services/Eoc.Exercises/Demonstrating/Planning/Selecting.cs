using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>A unit that could go, and from where.</summary>
internal readonly record struct Candidate(GroundUnit Unit, GeoPoint At);

/// <summary>Which units go: for each need the nearest that fits, no unit for two needs.</summary>
internal static class Selecting
{
    /// <summary>The needs of something: those of the city's run card for its type and priority, else those of its kind.</summary>
    public static ImmutableArray<Need> NeedsOf(OccurrenceKind kind, int priority, ImmutableArray<RunCard> cards)
    {
        var card = cards.FirstOrDefault(card =>
            card.IncidentTypes.Any(type => string.Equals(type, kind.Code, StringComparison.OrdinalIgnoreCase) || string.Equals(type, kind.Type, StringComparison.OrdinalIgnoreCase))
            && (card.Priorities.Count == 0 || card.Priorities.Contains(priority)));
        return card?.Alarms.OrderBy(alarm => alarm.Level).FirstOrDefault() is { Send.Count: > 0 } first ? [.. first.Send.Select(Need.Of)] : kind.Needs;
    }

    /// <summary>The units, in the order of the needs; fewer where there are not enough.</summary>
    public static ImmutableArray<UnitId> Choose(ImmutableArray<Need> needs, GeoPoint at, IReadOnlyCollection<Candidate> free)
    {
        var left = free.ToList();
        var chosen = ImmutableArray.CreateBuilder<UnitId>();
        foreach (var need in needs)
        {
            for (var n = 0; n < need.Count; n++)
            {
                if (Best(need, at, left) is not { } best) break;
                left.Remove(best);
                chosen.Add(best.Unit.Id);
            }
        }

        return chosen.ToImmutable();
    }

    private static Candidate? Best(Need need, GeoPoint at, List<Candidate> free)
    {
        var fitting = free.Where(candidate => Fits(need, candidate.Unit)).Select(candidate => (candidate, Rank: RankOf(need, candidate.Unit))).Where(found => found.Rank >= 0).ToList();
        return fitting.Count == 0 ? null : fitting.MinBy(found => (found.Rank, Drive.Metres(at, found.candidate.At))).candidate;
    }

    private static bool Fits(Need need, GroundUnit unit) =>
        (need.Agency.Length == 0 || need.Agency == unit.Id.Agency.Value)
        && need.Capabilities.All(capability => unit.Capabilities.Contains(capability, StringComparer.OrdinalIgnoreCase));

    /// <summary>The place of the unit's kind in the need's list; any unit of the discipline comes after those; -1 does not fit.</summary>
    private static int RankOf(Need need, GroundUnit unit)
    {
        var kind = need.Kinds.FindIndex(wanted => unit.Kind.Contains(wanted, StringComparison.OrdinalIgnoreCase));
        if (kind >= 0) return kind;
        var ofDiscipline = need.Discipline != Discipline.Unspecified && need.Discipline == unit.Discipline;
        // A fire engine is no ambulance; where kinds are named, only those whose work is done on foot stand in for each other.
        return ofDiscipline && (need.Kinds.IsEmpty || need.Discipline is not (Discipline.Fire or Discipline.EmergencyMedical)) ? need.Kinds.Length : -1;
    }

    private static int FindIndex(this ImmutableArray<string> items, Func<string, bool> fits)
    {
        for (var at = 0; at < items.Length; at++)
        {
            if (fits(items[at])) return at;
        }

        return -1;
    }
}
