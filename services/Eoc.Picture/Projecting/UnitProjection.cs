using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Placing;
using Google.Protobuf.WellKnownTypes;
using PrimaryStatus = Eoc.Contracts.Rpc.V1.PrimaryStatus;

namespace Eoc.Picture.Projecting;

/// <summary>Units and what they are assigned to. An assignment is seen by those who may know both its unit and its incident.</summary>
internal sealed class UnitProjection(RealmPicture picture, IncidentAnchors incidents)
{
    private readonly Dictionary<string, Unit> _units = new(StringComparer.Ordinal);

    private sealed class Unit(string id, UnitPlace place)
    {
        public string Id { get; } = id;
        public UnitPlace Place { get; } = place;
        public UnitView View { get; } = new();
        public NeedToKnow Need { get; set; }
        public Dictionary<string, Assignment> Assignments { get; } = new(StringComparer.Ordinal);
        public Berth Berth => new(Place.Anchor, ChannelKind.Units);
    }

    private sealed record Assignment(string Id, NeedToKnow IncidentNeed, AssignmentView View);

    public void Apply(FactHeader header, UnitFact fact)
    {
        var unit = UnitOf(header.Stream.Local);
        switch (fact)
        {
            case UnitEnrolled enrolled: Enrol(unit, enrolled); break;
            case UnitDutyChanged changed: unit.View.Duty = DutyOf(changed.Duty); break;
            case UnitDispatched dispatched: Dispatch(unit, header, dispatched); break;
            case AssignmentAdvanced advanced: Advance(unit, header, advanced); break;
            case AssignmentEnded ended: End(unit, header, ended); break;
        }

        Stand(unit, header, fact.Standing);
        Show(unit);
    }

    private Unit UnitOf(string id)
    {
        if (!_units.TryGetValue(id, out var unit)) _units.Add(id, unit = new(id, picture.PlaceOf(id)));
        return unit;
    }

    private void Enrol(Unit unit, UnitEnrolled enrolled)
    {
        var (view, profile) = (unit.View, enrolled.Profile);
        (view.Agency, view.CallSign, view.Kind, view.Station) = (enrolled.Unit.Agency.ToString(), profile.CallSign, profile.Kind, profile.Station);
        unit.Need = NeedToKnow.Of(profile.Audience);
        foreach (var assignment in unit.Assignments.Values) Show(unit, assignment);
    }

    private static UnitDuty DutyOf(Duty duty) => new()
    {
        Status = (PrimaryStatus)duty.Status,
        Reason = duty.Reason,
        By = duty.By,
        Since = duty.Since.ToTimestamp(),
        Until = duty.Until?.ToTimestamp(),
    };

    private void Dispatch(Unit unit, FactHeader header, UnitDispatched dispatched)
    {
        var view = new AssignmentView
        {
            Unit = unit.Id,
            Incident = dispatched.Incident.ToString(),
            By = dispatched.By.ToString(),
            Reason = dispatched.PreemptionReason,
        };
        var assignment = new Assignment(dispatched.Assignment.ToString(), NeedToKnow.Of(dispatched.IncidentAudience), view);
        unit.Assignments[assignment.Id] = assignment;
        Step(assignment, header, Contracts.Events.Units.AssignmentStep.Dispatched);
        Show(unit, assignment);
    }

    private void Advance(Unit unit, FactHeader header, AssignmentAdvanced advanced)
    {
        if (!unit.Assignments.TryGetValue(advanced.Assignment.ToString(), out var assignment)) return;
        Step(assignment, header, advanced.Step);
        Show(unit, assignment);
    }

    private static void Step(Assignment assignment, FactHeader header, Contracts.Events.Units.AssignmentStep step)
    {
        var (view, at) = (assignment.View, header.OccurredAt.ToTimestamp());
        (view.Step, view.Since) = ((Contracts.Rpc.V1.AssignmentStep)step, at);
        view.Steps.Add(new StepTime { Step = view.Step, At = at });
    }

    private void End(Unit unit, FactHeader header, AssignmentEnded ended)
    {
        if (!unit.Assignments.Remove(ended.Assignment.ToString(), out var assignment)) return;
        var view = assignment.View;
        (view.Outcome, view.EndUnknown) = ((AssignmentOutcome)ended.End, !ended.EndKnown);
        view.EndedAt = header.OccurredAt.ToTimestamp();
        if (ended.Reason.Length > 0) view.Reason = ended.Reason;
        Show(unit, assignment);
    }

    private static void Stand(Unit unit, FactHeader header, UnitStanding standing)
    {
        var (view, primary) = (unit.View, (PrimaryStatus)standing.Primary);
        if (view.Primary != primary || view.PrimarySince is null) view.PrimarySince = header.OccurredAt.ToTimestamp();
        view.Primary = primary;
        view.ActiveAssignment = standing.Active is { } active ? active.ToString() : string.Empty;
        view.StackedAssignments.Clear();
        view.StackedAssignments.AddRange(standing.Stacked.Select(stacked => stacked.ToString()));
    }

    private void Show(Unit unit)
    {
        var key = new FacetKey(EntityKind.Unit, unit.Id);
        unit.Place.Facet ??= picture.Reserve(key, unit.Place);
        picture.Show(key, unit.Need, new Upsert { Unit = unit.View }, unit.Berth);
    }

    /// <summary>It lies with its incident, and until it has ended with its unit too.</summary>
    private void Show(Unit unit, Assignment assignment)
    {
        var home = new Berth(incidents.Of(assignment.View.Incident), ChannelKind.Incidents);
        Berth? second = assignment.View.EndedAt is null ? unit.Berth : null;
        var need = assignment.IncidentNeed.And(unit.Need);
        // Not by its own id alone: nothing keeps two units from having been given the same.
        picture.Show(new(EntityKind.Assignment, $"{unit.Id}:{assignment.Id}"), need, new Upsert { Assignment = assignment.View }, home, second);
    }
}
