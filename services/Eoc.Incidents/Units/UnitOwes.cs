using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Domain.Incidents;
using Eoc.Domain.Units;
using Eoc.Incidents.FollowingUp;
using Eoc.Incidents.Turns;

namespace Eoc.Incidents.Units;

/// <summary>A unit tells an incident what the incident's list and statuses depend on, and what contradicts itself; steps that change neither stay untold.</summary>
internal static class UnitOwes
{
    public static Owes<Unit> In(RealmId realm) => (unit, fact, version, _) => fact switch
    {
        UnitDispatched dispatched => Tell(realm, dispatched.Incident, new()
        {
            Assignment = dispatched.Assignment,
            Unit = unit.Id!.Value,
            UnitAudience = Narrower(unit),
            Step = AssignmentStep.Dispatched,
            UnitVersion = version,
            Overlapping = dispatched.Overlaps is not null,
        }),
        AssignmentAdvanced advanced when MovesIncident(unit.Find(advanced.Assignment)!.Step, advanced.Step) || advanced.Contradicts is not null => Tell(realm, advanced.Incident, new()
        {
            Assignment = advanced.Assignment,
            Unit = unit.Id!.Value,
            UnitAudience = Narrower(unit),
            Step = advanced.Step,
            UnitVersion = version,
            OutOfOrder = advanced.Contradicts is not null,
        }),
        AssignmentEnded ended => Tell(realm, ended.Incident, new()
        {
            Assignment = ended.Assignment,
            Unit = unit.Id!.Value,
            UnitAudience = Narrower(unit),
            Step = unit.Find(ended.Assignment)!.Step,
            End = ended.End,
            UnitVersion = version,
            OutOfOrder = ended.Contradicts is not null,
            EndUnknown = !ended.EndKnown,
        }),
        _ => Owed.Nothing,
    };

    /// <summary>Steps may be skipped: what counts is whether the incident's statuses differ before and after.</summary>
    private static bool MovesIncident(AssignmentStep from, AssignmentStep to) => Incident.StageOf(from) != Incident.StageOf(to);

    private static Audience? Narrower(Unit unit) => unit.Profile!.Audience is var audience && audience == Audience.Room ? null : audience;

    private static Owed Tell(RealmId realm, IncidentId incident, ListAssignment news) => new(
        [new(StreamId.Of(realm, incident), FollowUpKinds.ListAssignment, JsonSerializer.SerializeToUtf8Bytes(news, WireJson.Options))], []);
}
