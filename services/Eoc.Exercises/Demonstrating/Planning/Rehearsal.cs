using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.WellKnownTypes;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>
/// The hour before the demonstration began, played in memory by the same rules, as the crow flies. What is over by the end is forgotten; of what is still
/// going on it gives the deeds with their times, so that the newcomer comes into a city that has been at work all along.
/// </summary>
/// <param name="ground">The city.</param>
/// <param name="chance">What is drawn.</param>
/// <param name="busy">Units that serve something already and are not sent.</param>
internal sealed class Rehearsal(Ground ground, Chance chance, IReadOnlySet<UnitId> busy) : ISeen
{
    private const double MetresPerSecond = 10;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(7);

    private readonly Shift _shift = new(ground, chance);
    private readonly Dictionary<Guid, IncidentView> _incidents = [];
    private readonly Dictionary<Guid, List<SeenAssignment>> _assignments = [];
    private readonly Dictionary<UnitId, SeenAssignment> _active = [];
    private readonly List<(Guid Incident, Deed Deed)> _done = [];

    /// <summary>Plays these cases from one time to another.</summary>
    /// <returns>The cases still going on, and what was done about them, in order.</returns>
    public (ImmutableArray<Case> Open, ImmutableArray<Deed> History) Play(IEnumerable<Case> cases, DateTimeOffset from, DateTimeOffset to)
    {
        var coming = new Queue<Case>(cases.OrderBy(one => one.CalledAt));
        var known = new List<Case>();
        for (var now = from; now < to; now += Step)
        {
            while (coming.TryPeek(out var next) && next.CalledAt <= now) known.Add(Begin(coming.Dequeue()));
            foreach (var deed in _shift.Next(this, now, alsoIdle: false)) Apply(deed with { At = now }, now);
        }

        var open = known.Where(one => _incidents.GetValueOrDefault(one.Id)?.ClosedAt is null).ToImmutableArray();
        var going = open.Select(one => one.Id).ToHashSet();
        return (open, [.. _done.Where(done => going.Contains(done.Incident)).Select(done => done.Deed)]);
    }

    IncidentView? ISeen.Incident(Guid incident) => _incidents.GetValueOrDefault(incident);

    IReadOnlyList<SeenAssignment> ISeen.AssignmentsOf(Guid incident) => _assignments.GetValueOrDefault(incident) ?? [];

    SeenAssignment? ISeen.ActiveOf(UnitId unit) => _active.GetValueOrDefault(unit);

    bool ISeen.IsFree(UnitId unit) => !_active.ContainsKey(unit) && !busy.Contains(unit) && !Defects.Has(chance, unit);

    private Case Begin(Case one)
    {
        _shift.Begin(one);
        return one;
    }

    private void Apply(Deed deed, DateTimeOffset now)
    {
        if (deed is WayDeed way) Leave(way);
        else if (IncidentOf(deed) is { } incident) _done.Add((incident, deed));
        switch (deed)
        {
            case OpenDeed open: _incidents[open.Case.Id] = View(open.Case, now); break;
            case SendDeed send: Send(send, now); break;
            case AdvanceDeed advance: Replace(advance.Unit, view => Advanced(view, advance.Step, now)); break;
            case EndDeed end: End(end, now); break;
            case CloseDeed close: _incidents[close.Case.Id].ClosedAt = now.ToTimestamp(); break;
        }
    }

    private Guid? IncidentOf(Deed deed) => deed switch
    {
        TakeCallDeed call => call.Case.Id,
        OpenDeed open => open.Case.Id,
        SendDeed send => send.Case.Id,
        NoteDeed note => note.Case.Id,
        AdvanceDeed advance => _active[advance.Unit].Incident,
        EndDeed end => _active[end.Unit].Incident,
        CloseDeed close => close.Case.Id,
        _ => null,
    };

    private void Leave(WayDeed way)
    {
        var seconds = Math.Max(1, Drive.Metres(way.From, way.To) * 1.3 / MetresPerSecond);
        _shift.CrewOf[way.Unit].Leave(new([new(way.From, 0), new(way.To, seconds)], way.Leaves, way.Haste), way.Errand, way.Of);
    }

    private void Send(SendDeed send, DateTimeOffset now)
    {
        var view = new AssignmentView { Unit = send.Unit.ToString(), Incident = send.Case.Id.ToString() };
        var assignment = new SeenAssignment(send.Unit, send.Assignment, send.Case.Id, Advanced(view, AssignmentStep.Dispatched, now));
        (_assignments.TryGetValue(send.Case.Id, out var all) ? all : _assignments[send.Case.Id] = []).Add(_active[send.Unit] = assignment);
    }

    private void End(EndDeed end, DateTimeOffset now)
    {
        Replace(end.Unit, view =>
        {
            view.Outcome = end.End == AssignmentEnd.UnableToDispatch ? AssignmentOutcome.UnableToDispatch : AssignmentOutcome.Cleared;
            view.EndedAt = now.ToTimestamp();
            return view;
        });
        _active.Remove(end.Unit);
    }

    private void Replace(UnitId unit, Func<AssignmentView, AssignmentView> change) => change(_active[unit].View);

    private static AssignmentView Advanced(AssignmentView view, AssignmentStep step, DateTimeOffset now)
    {
        (view.Step, view.Since) = (step, now.ToTimestamp());
        view.Steps.Add(new StepTime { Step = step, At = now.ToTimestamp() });
        return view;
    }

    private static IncidentView View(Case one, DateTimeOffset now) => new()
    {
        Type = one.Kind.Type, Priority = one.Priority, OpenedAt = now.ToTimestamp(), Position = new() { Latitude = one.At.Latitude, Longitude = one.At.Longitude },
    };
}
