using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>
/// A city's shift: what happens, what the centre does about it, what the crews do. Knows no server: it is shown the picture, and says what is due.
/// </summary>
internal sealed class Shift
{
    /// <summary>What was asked for and does not show yet is asked for again after this; the key keeps it from being done twice.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    private readonly Ground _ground;
    private readonly Chance _chance;
    private readonly Handling _handling;
    private readonly ImmutableArray<Crew> _crews;
    private readonly Dictionary<Guid, Case> _cases = [];
    private readonly Dictionary<string, DateTimeOffset> _asked = [];

    public Shift(Ground ground, Chance chance)
    {
        (_ground, _chance, _handling) = (ground, chance, new Handling(ground));
        _crews = [.. ground.Units.Select(unit => new Crew(unit, ground, chance))];
        CrewOf = _crews.ToDictionary(crew => crew.Unit.Id);
    }

    /// <summary>Every unit of the roster.</summary>
    public ImmutableArray<Crew> Crews => _crews;

    public IReadOnlyDictionary<UnitId, Crew> CrewOf { get; }

    /// <summary>What is under way.</summary>
    public IReadOnlyCollection<Case> Open => _cases.Values;

    /// <summary>Something happens.</summary>
    public void Begin(Case one) => _cases[one.Id] = one;

    /// <summary>These were done before: they are not done again.</summary>
    public void Recall(IEnumerable<Deed> done)
    {
        foreach (var deed in done) _asked[deed.Key] = deed.At ?? default;
    }

    /// <summary>What is due, each once.</summary>
    /// <param name="seen">The picture.</param>
    /// <param name="now">The realm's now.</param>
    /// <param name="alsoIdle">Whether units that serve nothing drive home or on patrol.</param>
    public IReadOnlyList<Deed> Next(ISeen seen, DateTimeOffset now, bool alsoIdle = true)
    {
        var taken = new HashSet<UnitId>();
        var due = new List<Deed>();
        foreach (var one in _cases.Values.OrderBy(one => (one.Priority, one.CalledAt)).ToList())
        {
            if (seen.Incident(one.Id)?.ClosedAt is not null) _cases.Remove(one.Id);
            else Collect(_handling.Next(one, seen, () => Free(seen, taken, now), now), due, taken, now);
        }

        var crews = alsoIdle ? _crews : _crews.Where(crew => seen.ActiveOf(crew.Unit.Id) is not null);
        Collect(crews.Select(crew => NextOf(crew, seen, now)).OfType<Deed>(), due, taken, now);
        Forget(now);
        return due;
    }

    /// <summary>
    /// What is due of units that serve nothing, while the past of the others is still being written: the streets are not empty meanwhile.
    /// </summary>
    /// <param name="seen">The picture.</param>
    /// <param name="spokenFor">Those others.</param>
    /// <param name="now">The realm's now.</param>
    public IReadOnlyList<Deed> NextOfIdle(ISeen seen, IReadOnlySet<UnitId> spokenFor, DateTimeOffset now)
    {
        var due = new List<Deed>();
        var idle = _crews.Where(crew => !spokenFor.Contains(crew.Unit.Id) && seen.ActiveOf(crew.Unit.Id) is null);
        Collect(idle.Select(crew => crew.Next(null, default, now)).OfType<Deed>(), due, [], now);
        return due;
    }

    private void Collect(IEnumerable<Deed> deeds, List<Deed> due, HashSet<UnitId> taken, DateTimeOffset now)
    {
        foreach (var deed in deeds)
        {
            if (deed is SendDeed send) taken.Add(send.Unit);
            if (_asked.TryGetValue(deed.Key, out var at) && now - at < AskAgain) continue;
            if (deed is TakeCallDeed or NoteDeed && _asked.ContainsKey(deed.Key)) continue;
            _asked[deed.Key] = now;
            due.Add(deed);
        }
    }

    private List<Candidate> Free(ISeen seen, HashSet<UnitId> taken, DateTimeOffset now) =>
        [.. _crews.Where(crew => !taken.Contains(crew.Unit.Id) && seen.IsFree(crew.Unit.Id)).Select(crew => new Candidate(crew.Unit, crew.FixAt(now).At))];

    private Deed? NextOf(Crew crew, ISeen seen, DateTimeOffset now)
    {
        var active = seen.ActiveOf(crew.Unit.Id);
        return crew.Next(active, active is null ? default : BriefOf(active, seen), now);
    }

    /// <summary>Of a case we know what it is; of what a person opened we go by its type.</summary>
    private CrewBrief BriefOf(SeenAssignment active, ISeen seen)
    {
        var incident = seen.Incident(active.Incident);
        var at = incident?.Position is { } position ? new GeoPoint(position.Latitude, position.Longitude) : (GeoPoint?)null;
        if (_cases.TryGetValue(active.Incident, out var one)) return new(at ?? one.At, one.Priority, one.SceneOf(active.Assignment), one.Kind.Transport);
        var kind = Kinds.Find(incident?.Type ?? string.Empty);
        var (from, to) = kind?.Scene ?? (6, 14);
        return new(at, incident?.Priority ?? 2, _chance.Between(from * 60, to * 60, active.Assignment.ToString("N"), "scene"), kind?.Transport ?? 0.3);
    }

    /// <summary>Keys of what is long done; nothing here grows with the days.</summary>
    private void Forget(DateTimeOffset now)
    {
        if (_asked.Count < 4_000) return;
        foreach (var (key, at) in _asked.Where(asked => now - asked.Value > TimeSpan.FromHours(2)).ToList()) _asked.Remove(key);
    }
}
