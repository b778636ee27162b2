using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Grains.Units;

/// <summary>Joins the roster, or changes label, kind or home.</summary>
[GenerateSerializer, Immutable, Alias("eoc.enrol-unit")]
public sealed record EnrolUnit
{
    /// <summary>The unit.</summary>
    [Id(0)] public required UnitId Unit { get; init; }

    /// <summary>What people say.</summary>
    [Id(1)] public required string CallSign { get; init; }

    /// <summary>EIDO emergency resource type or the agency's own word.</summary>
    [Id(2)] public string Kind { get; init; } = string.Empty;

    /// <summary>Its home, or empty.</summary>
    [Id(3)] public string Station { get; init; } = string.Empty;

    /// <summary>Who may know of it.</summary>
    [Id(4)] public required Audience Audience { get; init; }
}

/// <summary>Changes whether a unit can be sent at all.</summary>
[GenerateSerializer, Immutable, Alias("eoc.set-unit-duty")]
public sealed record SetUnitDuty
{
    /// <summary>The primary status it has without an assignment.</summary>
    [Id(0)] public required PrimaryStatus Status { get; init; }

    /// <summary>Why; required unless available.</summary>
    [Id(1)] public string Reason { get; init; } = string.Empty;

    /// <summary>Until when it is expected to last, UTC.</summary>
    [Id(2)] public DateTimeOffset? Until { get; init; }
}

/// <summary>Sends a unit to an incident.</summary>
[GenerateSerializer, Immutable, Alias("eoc.dispatch-unit")]
public sealed record DispatchUnit
{
    /// <summary>Made by the caller.</summary>
    [Id(0)] public required AssignmentId Assignment { get; init; }

    /// <summary>Where to.</summary>
    [Id(1)] public required IncidentId Incident { get; init; }

    /// <summary>The incident's audience, as the edge was told by it: who may know where the unit goes.</summary>
    [Id(4)] public required Audience IncidentAudience { get; init; }

    /// <summary>What to do when the unit already serves one.</summary>
    [Id(2)] public IfCommitted IfCommitted { get; init; } = IfCommitted.Refuse;

    /// <summary>Why it is taken from what it does: for a divert, and for a conditionally available unit.</summary>
    [Id(3)] public string Reason { get; init; } = string.Empty;
}

/// <summary>Moves one assignment up its ladder.</summary>
[GenerateSerializer, Immutable, Alias("eoc.advance-assignment")]
public sealed record AdvanceAssignment
{
    /// <summary>Which; null is the active one.</summary>
    [Id(0)] public AssignmentId? Assignment { get; init; }

    /// <summary>To where.</summary>
    [Id(1)] public required AssignmentStep Step { get; init; }
}

/// <summary>Ends one assignment.</summary>
[GenerateSerializer, Immutable, Alias("eoc.end-assignment")]
public sealed record EndAssignment
{
    /// <summary>Which; null is the active one.</summary>
    [Id(0)] public AssignmentId? Assignment { get; init; }

    /// <summary>How.</summary>
    [Id(1)] public AssignmentEnd End { get; init; } = AssignmentEnd.Cleared;

    /// <summary>True when nobody knows when it ended.</summary>
    [Id(2)] public bool EndUnknown { get; init; }

    /// <summary>In words, where one is asked for.</summary>
    [Id(3)] public string Reason { get; init; } = string.Empty;
}

/// <summary>What to do with a unit that already serves an incident.</summary>
public enum IfCommitted
{
    /// <summary>Refuse and say by whom, for what and since when.</summary>
    Refuse = 0,

    /// <summary>Queue the new assignment behind what it does.</summary>
    Stack = 1,

    /// <summary>Take it away from what it does, with a reason.</summary>
    Divert = 2,
}
