using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events.Units;

/// <summary>What happens to a unit. Every one carries the unit's standing after it.</summary>
public abstract record UnitFact(UnitStanding Standing) : Fact;

/// <summary>The unit joined its agency's roster, or its label, kind or home changed.</summary>
[FactName("unit.enrolled")]
public sealed record UnitEnrolled(UnitId Unit, UnitProfile Profile, UnitStanding Standing) : UnitFact(Standing);

/// <summary>The unit's duty changed: whether it can be sent, apart from what it is assigned to.</summary>
[FactName("unit.duty-changed")]
public sealed record UnitDutyChanged(Duty Duty, UnitStanding Standing) : UnitFact(Standing);

/// <summary>The unit was sent to an incident.</summary>
/// <param name="Assignment">Made by the caller.</param>
/// <param name="Incident">Where to.</param>
/// <param name="IncidentAudience">Who may know where to: the incident's audience when the unit was sent.</param>
/// <param name="By">The agency that asked.</param>
/// <param name="Overlaps">The assignment it still had, if it was stacked on top of one.</param>
/// <param name="PreemptionReason">Why it was taken from what it did (divert, or conditionally available), or empty.</param>
/// <param name="Standing">The unit afterwards.</param>
[FactName("unit.dispatched")]
public sealed record UnitDispatched(
    AssignmentId Assignment, IncidentId Incident, Audience IncidentAudience, AgencyId By, AssignmentId? Overlaps, string PreemptionReason, UnitStanding Standing)
    : UnitFact(Standing);

/// <summary>One assignment went up its ladder. The event's time is the step's time.</summary>
/// <param name="Assignment">Which one.</param>
/// <param name="Incident">Of which incident.</param>
/// <param name="Step">The step reached.</param>
/// <param name="Contradicts">The earlier step whose time is later than this one's, if so.</param>
/// <param name="Standing">The unit afterwards.</param>
[FactName("unit.assignment-advanced")]
public sealed record AssignmentAdvanced(
    AssignmentId Assignment, IncidentId Incident, AssignmentStep Step, AssignmentStep? Contradicts, UnitStanding Standing) : UnitFact(Standing);

/// <summary>One assignment ended.</summary>
/// <param name="Assignment">Which one.</param>
/// <param name="Incident">Of which incident.</param>
/// <param name="End">How.</param>
/// <param name="EndKnown">False when nobody knows when it ended: the event time is then only when that was noticed.</param>
/// <param name="Contradicts">The step whose time is later than the end's, if so.</param>
/// <param name="Reason">In words, where one was asked for.</param>
/// <param name="Standing">The unit afterwards.</param>
[FactName("unit.assignment-ended")]
public sealed record AssignmentEnded(
    AssignmentId Assignment, IncidentId Incident, AssignmentEnd End, bool EndKnown, AssignmentStep? Contradicts, string Reason, UnitStanding Standing)
    : UnitFact(Standing);

/// <summary>The unit after an event: primary status, the assignment it serves, those that wait, in order.</summary>
public sealed record UnitStanding(PrimaryStatus Primary, AssignmentId? Active, ImmutableArray<AssignmentId> Stacked);

/// <summary>What a unit is.</summary>
/// <param name="CallSign">What people say.</param>
/// <param name="Kind">EIDO emergency resource type or the agency's own word.</param>
/// <param name="Station">Its home, or empty.</param>
/// <param name="Audience">Who may know of the unit at all.</param>
public sealed record UnitProfile(string CallSign, string Kind, string Station, Audience Audience);

/// <summary>Whether a unit can be sent, why not, since when, by whom and until when.</summary>
/// <param name="Status">The primary status of the unit when it has no assignment.</param>
/// <param name="Reason">In words; EIDO secondary status where one fits.</param>
/// <param name="By">Who said so.</param>
/// <param name="Since">When that was, event time.</param>
/// <param name="Until">Until when it is expected to last.</param>
public sealed record Duty(PrimaryStatus Status, string Reason, string By, DateTimeOffset Since, DateTimeOffset? Until);

/// <summary>EIDO primary unit status; exactly one holds.</summary>
public enum PrimaryStatus
{
    /// <summary>Can be dispatched.</summary>
    Available = 1,

    /// <summary>Busy, but may be taken from it with a reason.</summary>
    ConditionallyAvailable = 2,

    /// <summary>Cannot be dispatched.</summary>
    NotAvailable = 3,
}

/// <summary>The ladder of one assignment (NERIS unit response times, EIDO). The order of the numbers is the order of the ladder.</summary>
public enum AssignmentStep
{
    /// <summary>Held for an incident, not sent.</summary>
    Reserved = 10,

    /// <summary>Chosen, not yet told.</summary>
    Assigned = 20,

    /// <summary>Told.</summary>
    Dispatched = 30,

    /// <summary>The crew said it heard.</summary>
    Acknowledged = 40,

    /// <summary>On its way to the scene.</summary>
    EnRoute = 50,

    /// <summary>Waiting near the scene.</summary>
    Staging = 60,

    /// <summary>At the scene.</summary>
    OnScene = 70,

    /// <summary>With the patient.</summary>
    AtPatient = 80,

    /// <summary>On its way to a hospital.</summary>
    Transporting = 90,

    /// <summary>At the hospital.</summary>
    AtHospital = 100,
}

/// <summary>How an assignment ends.</summary>
public enum AssignmentEnd
{
    /// <summary>The unit is done and free.</summary>
    Cleared = 1,

    /// <summary>Called off on the way.</summary>
    CancelledEnRoute = 2,

    /// <summary>Called off before it moved.</summary>
    AssignmentCancelled = 3,

    /// <summary>It could not be sent after all.</summary>
    UnableToDispatch = 4,

    /// <summary>Taken away for another incident.</summary>
    Diverted = 5,
}
