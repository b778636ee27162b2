using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Planning;
using Google.Protobuf.WellKnownTypes;

namespace Eoc.Exercises.Tests.Demonstrating;

/// <summary>A picture in which a test puts what it wants to be seen, and in which a shift's deeds take effect when the test says so.</summary>
internal sealed class Room : ISeen
{
    private readonly Dictionary<Guid, IncidentView> _incidents = [];
    private readonly List<SeenAssignment> _assignments = [];

    public IncidentView? Incident(Guid incident) => _incidents.GetValueOrDefault(incident);

    public IReadOnlyList<SeenAssignment> AssignmentsOf(Guid incident) => [.. _assignments.Where(assignment => assignment.Incident == incident)];

    public SeenAssignment? ActiveOf(UnitId unit) => _assignments.Find(assignment => assignment.Unit == unit && !assignment.IsOver);

    public bool IsFree(UnitId unit) => ActiveOf(unit) is null;

    public void Open(Guid incident, string type, GeoPoint? at, DateTimeOffset now) => _incidents[incident] = new()
    {
        Type = type, Priority = 1, OpenedAt = now.ToTimestamp(), OpenedByAgency = "oec",
        Position = at is { } point ? new() { Latitude = point.Latitude, Longitude = point.Longitude } : null,
    };

    public Guid Dispatch(UnitId unit, Guid incident, DateTimeOffset now)
    {
        var assignment = DerivedId.From(unit.ToString(), incident.ToString());
        var view = new AssignmentView { Unit = unit.ToString(), Incident = incident.ToString() };
        _assignments.Add(new(unit, assignment, incident, view));
        Step(unit, AssignmentStep.Dispatched, now);
        return assignment;
    }

    public void Step(UnitId unit, AssignmentStep step, DateTimeOffset now)
    {
        var view = ActiveOf(unit)!.View;
        (view.Step, view.Since) = (step, now.ToTimestamp());
        view.Steps.Add(new StepTime { Step = step, At = now.ToTimestamp() });
    }

    public void End(UnitId unit, AssignmentOutcome outcome, DateTimeOffset now)
    {
        var view = ActiveOf(unit)!.View;
        (view.Outcome, view.EndedAt) = (outcome, now.ToTimestamp());
    }

    /// <summary>Plays second by second until something is due that the test waits for; everything before it takes effect at once.</summary>
    public (Deed Deed, DateTimeOffset At) Until(Shift shift, DateTimeOffset from, TimeSpan patience, Func<Deed, bool> awaited)
    {
        for (var now = from; now < from + patience; now += TimeSpan.FromSeconds(1))
        {
            foreach (var deed in shift.Next(this, now))
            {
                if (awaited(deed)) return (deed, now);
                Apply(shift, deed, now);
            }
        }

        throw new Xunit.Sdk.XunitException($"Nothing of the kind was due within {patience}.");
    }

    public void Apply(Shift shift, Deed deed, DateTimeOffset now)
    {
        switch (deed)
        {
            case OpenDeed open: Open(open.Case.Id, open.Case.Kind.Type, open.Case.At, now); break;
            case SendDeed send: Dispatch(send.Unit, send.Case.Id, now); break;
            case AdvanceDeed advance: Step(advance.Unit, advance.Step, now); break;
            case EndDeed end: End(end.Unit, end.End == AssignmentEnd.Cleared ? AssignmentOutcome.Cleared : AssignmentOutcome.UnableToDispatch, now); break;
            case WayDeed way: shift.CrewOf[way.Unit].Leave(new([new(way.From, 0), new(way.To, Drive.Metres(way.From, way.To) / 12 + 1)], way.Leaves, way.Haste), way.Errand, way.Of); break;
            case CloseDeed close: _incidents[close.Case.Id].ClosedAt = now.ToTimestamp(); break;
        }
    }
}
