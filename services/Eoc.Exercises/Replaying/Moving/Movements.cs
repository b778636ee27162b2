using Eoc.Contracts.Ids;
using Eoc.Exercises.Replaying.Planning;

namespace Eoc.Exercises.Replaying.Moving;

/// <summary>
/// Where units are, as far as a call history tells: a unit is at its call when it says so, and goes there in a straight line from its last call between
/// its response and its arrival. Of a unit that was at no call yet nothing is known, and nothing is made up.
/// </summary>
internal sealed class Movements
{
    /// <summary>For one whose arrival nobody wrote down.</summary>
    private static readonly TimeSpan UsualTravel = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Move> _moves = [];
    private readonly Dictionary<string, DateTimeOffset> _arrivals = [];

    public Movements(ReplayPlan plan)
    {
        foreach (var step in plan.Steps.Where(step => step.Kind == StepKind.OnScene)) _arrivals[step.Row.Key] = step.Due;
    }

    /// <summary>A step was played.</summary>
    public void Follow(PlanStep step)
    {
        if (step.Row.Row.Description.Position is not { } place) return;
        if (step.Kind == StepKind.OnScene) _moves[step.Row.Unit] = new(place, place, step.Due, step.Due);
        else if (step.Kind == StepKind.EnRoute && _moves.TryGetValue(step.Row.Unit, out var before))
            _moves[step.Row.Unit] = new(before.At(step.Due), place, step.Due, _arrivals.GetValueOrDefault(step.Row.Key, step.Due + UsualTravel));
    }

    /// <summary>Every unit of which a place is known.</summary>
    public IEnumerable<(string Unit, GeoPoint At)> At(DateTimeOffset now) => _moves.Select(move => (move.Key, move.Value.At(now)));

    private readonly record struct Move(GeoPoint From, GeoPoint To, DateTimeOffset Since, DateTimeOffset Until)
    {
        public GeoPoint At(DateTimeOffset now)
        {
            if (now >= Until) return To;
            var share = Math.Max(0, (now - Since) / (Until - Since));
            return new(From.Latitude + (To.Latitude - From.Latitude) * share, From.Longitude + (To.Longitude - From.Longitude) * share);
        }
    }
}
