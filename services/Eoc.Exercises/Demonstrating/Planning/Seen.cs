using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>What the simulator sees of the room, as any signed-in console does.</summary>
internal interface ISeen
{
    /// <summary>An incident; null when it is not in the picture.</summary>
    IncidentView? Incident(Guid incident);

    /// <summary>What an incident's units do and did for it.</summary>
    IReadOnlyList<SeenAssignment> AssignmentsOf(Guid incident);

    /// <summary>What a unit serves now; null when nothing.</summary>
    SeenAssignment? ActiveOf(UnitId unit);

    /// <summary>Whether a unit could be sent: in service and serving nothing.</summary>
    bool IsFree(UnitId unit);
}

/// <summary>A unit's assignment as the picture shows it.</summary>
internal sealed record SeenAssignment(UnitId Unit, Guid Assignment, Guid Incident, AssignmentView View)
{
    public bool IsOver => View.EndedAt is not null || View.Outcome != AssignmentOutcome.Unspecified;

    /// <summary>Since when the present step holds.</summary>
    public DateTimeOffset Since => View.Since?.ToDateTimeOffset() ?? default;
}
