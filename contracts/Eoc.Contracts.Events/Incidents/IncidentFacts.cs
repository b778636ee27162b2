using System.Collections.Immutable;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events.Incidents;

/// <summary>What happens to an incident. Every one carries the incident's statuses after it (EIDO common statuses, multi-valued).</summary>
public abstract record IncidentFact(ImmutableArray<IncidentStatus> Statuses) : Fact;

/// <summary>The incident exists. Its number is what people say; the id is what systems use.</summary>
[FactName("incident.opened")]
public sealed record IncidentOpened(
    IncidentId Incident, IncidentNumber Number, IncidentDetails Details, Audience Audience, CallId? FirstCall, ImmutableArray<IncidentStatus> Statuses)
    : IncidentFact(Statuses);

/// <summary>Type, place or title changed; the details stand here in full.</summary>
[FactName("incident.updated")]
public sealed record IncidentUpdated(IncidentDetails Details, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>The priority changed, with the reason given.</summary>
[FactName("incident.prioritised")]
public sealed record IncidentPrioritised(int Priority, string Reason, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>A line in the incident's log.</summary>
[FactName("incident.noted")]
public sealed record IncidentNoted(string Text, bool Urgent, Audience Audience, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>One call as the incident lists it, after the call's own event said that it belongs here, or no longer.</summary>
[FactName("incident.call-listed")]
public sealed record IncidentCallListed(ListedCall Call, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>One unit's assignment as the incident lists it, after the unit's own event said so.</summary>
[FactName("incident.assignment-listed")]
public sealed record IncidentAssignmentListed(
    ListedAssignment Assignment, ImmutableArray<AgencyId> Participants, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>Something about the record contradicts itself; it is kept and pointed at.</summary>
[FactName("incident.anomaly-flagged")]
public sealed record IncidentAnomalyFlagged(Anomaly Anomaly, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>How one agency's participation ended (APCO ANS 1.111 code or the agency's own words).</summary>
[FactName("incident.disposition-recorded")]
public sealed record DispositionRecorded(AgencyId Agency, string Disposition, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>Nobody has been sent within the time its priority allows.</summary>
[FactName("incident.pending-overdue")]
public sealed record IncidentPendingOverdue(TimeSpan Allowed, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>The incident ended; every participating agency has its disposition.</summary>
[FactName("incident.closed")]
public sealed record IncidentClosed(ImmutableArray<AgencyDisposition> Dispositions, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>A closed incident goes on, and why.</summary>
[FactName("incident.reopened")]
public sealed record IncidentReopened(ReopenCause Cause, string Reason, ImmutableArray<IncidentStatus> Statuses) : IncidentFact(Statuses);

/// <summary>The number people say: agency, year, running number; restricted incidents run in a series of their own.</summary>
public sealed record IncidentNumber(string Series, int Year, long Running)
{
    /// <summary>Such as <c>sffd-2017-000042</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Series}-{Year}-{Running:D6}");
}

/// <summary>What and where.</summary>
/// <param name="Type">Common incident type (APCO ANS 1.103 code) or the agency's own word.</param>
/// <param name="Priority">1 is the most urgent (1 immediate, 2 rapid, 3 routine).</param>
/// <param name="Place">The place in words.</param>
/// <param name="Position">Where that is, when known.</param>
/// <param name="Title">One line for the queue.</param>
public sealed record IncidentDetails(string Type, int Priority, string Place, GeoPoint? Position, string Title);

/// <summary>An agency's disposition.</summary>
public sealed record AgencyDisposition(AgencyId Agency, string Disposition);

/// <summary>A call as the incident lists it: copied from the call's own events. A detached one stays listed as such, so that late news of it is recognised.</summary>
public sealed record ListedCall(CallId Call, long CallVersion, bool Attached);

/// <summary>An assignment as the incident lists it: copied from the unit's own events.</summary>
/// <param name="Assignment">Which one.</param>
/// <param name="Unit">Whose.</param>
/// <param name="Step">How far it got.</param>
/// <param name="End">How it ended, or null.</param>
/// <param name="UnitVersion">The version of the unit's entry behind this.</param>
/// <param name="UnitAudience">Who may know of the unit, when that is not the room.</param>
public sealed record ListedAssignment(
    AssignmentId Assignment, UnitId Unit, AssignmentStep Step, AssignmentEnd? End, long UnitVersion, Audience? UnitAudience = null)
{
    /// <summary>Whether both tell of one assignment: versions of two units do not compare, though somebody gave them one assignment id.</summary>
    public bool IsSame(ListedAssignment other) => Assignment == other.Assignment && Unit == other.Unit;
}

/// <summary>The EIDO common incident statuses.</summary>
public enum IncidentStatus
{
    /// <summary>Open.</summary>
    Active = 1,

    /// <summary>Called off.</summary>
    Cancelled = 2,

    /// <summary>Ended.</summary>
    Closed = 3,

    /// <summary>Fire under control.</summary>
    FireUnderControl = 4,

    /// <summary>The place changed.</summary>
    NewLocation = 5,

    /// <summary>Open again.</summary>
    ReOpened = 6,

    /// <summary>At least one unit is assigned.</summary>
    ResourcesAssigned = 7,

    /// <summary>At least one unit is on its way.</summary>
    ResourcesEnroute = 8,

    /// <summary>At least one unit is on scene.</summary>
    ResourcesOnscene = 9,

    /// <summary>The structure is clear.</summary>
    StructureCleared = 10,
}

/// <summary>Why a closed incident goes on.</summary>
public enum ReopenCause
{
    /// <summary>Somebody said so.</summary>
    Requested = 1,

    /// <summary>A unit was dispatched to it while it was being closed.</summary>
    UnitDispatched = 2,

    /// <summary>A call was attached to it while it was being closed.</summary>
    CallAttached = 3,
}

/// <summary>A contradiction in the record. Kept as data; nothing is dropped for it.</summary>
/// <param name="Kind">What contradicts.</param>
/// <param name="Unit">The unit concerned.</param>
/// <param name="Assignment">Its assignment.</param>
/// <param name="Step">The step whose time contradicts; null for the end's time, and for what is no time.</param>
/// <param name="UnitAudience">Who may know of the unit, when that is not the room.</param>
public sealed record Anomaly(AnomalyKind Kind, UnitId Unit, AssignmentId Assignment, AssignmentStep? Step, Audience? UnitAudience = null);

/// <summary>What kind of contradiction.</summary>
public enum AnomalyKind
{
    /// <summary>A step's event time is before that of the step it follows.</summary>
    TimeOutOfOrder = 1,

    /// <summary>The unit was sent here while it still served another incident.</summary>
    OverlappingAssignment = 2,

    /// <summary>Nobody knows when the assignment ended.</summary>
    EndUnknown = 3,
}
