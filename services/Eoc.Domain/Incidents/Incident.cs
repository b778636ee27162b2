using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Incidents;

/// <summary>One event in the world. Its lists of calls and units follow from the calls' and units' own entries.</summary>
public sealed record Incident
{
    /// <summary>Before it was opened.</summary>
    public static readonly Incident Unknown = new();

    /// <summary>Its id; null until it is opened.</summary>
    public IncidentId? Id { get; init; }

    /// <summary>When it began, event time, UTC: what it has waited counts from here.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>What and where.</summary>
    public IncidentDetails? Details { get; init; }

    /// <summary>Who may know of it.</summary>
    public Audience Audience { get; init; }

    /// <summary>Its statuses.</summary>
    public ImmutableArray<IncidentStatus> Statuses { get; init; } = [];

    /// <summary>The calls that belong to it.</summary>
    public ImmutableArray<ListedCall> Calls { get; init; } = [];

    /// <summary>Every assignment it ever had, as last told by its unit.</summary>
    public ImmutableArray<ListedAssignment> Assignments { get; init; } = [];

    /// <summary>The contradictions flagged.</summary>
    public ImmutableArray<Anomaly> Anomalies { get; init; } = [];

    /// <summary>The agencies that took part.</summary>
    public ImmutableArray<AgencyId> Participants { get; init; } = [];

    /// <summary>How each agency's participation ended.</summary>
    public ImmutableArray<AgencyDisposition> Dispositions { get; init; } = [];

    /// <summary>Whether nobody was sent within the time its priority allows.</summary>
    public bool PendingOverdue { get; init; }

    /// <summary>Whether it was opened and is not closed.</summary>
    public bool IsOpen => Id is not null && !Statuses.Contains(IncidentStatus.Closed);

    /// <summary>Whether everybody who may know of the incident may know of the unit too: only then may its statuses, its agencies or its end show it.</summary>
    public bool ShowsToAll(ListedAssignment assignment) => assignment.UnitAudience is not { } narrower || narrower == Audience;

    /// <summary>A refusal when it does not exist for this actor.</summary>
    public Refusal? Hidden(Moment moment) => Id is null || !moment.Sees(Audience) ? new NotFound(StreamKind.Incident) : null;

    /// <summary>The status that a unit at this step gives its incident; null when it has left the scene.</summary>
    public static IncidentStatus? StageOf(AssignmentStep step) => step switch
    {
        < AssignmentStep.EnRoute => IncidentStatus.ResourcesAssigned,
        < AssignmentStep.OnScene => IncidentStatus.ResourcesEnroute,
        < AssignmentStep.Transporting => IncidentStatus.ResourcesOnscene,
        _ => null,
    };

    /// <summary>The incident after one more entry.</summary>
    public static Incident Evolve(Incident incident, StoredFact stored)
    {
        var next = stored.Fact switch
        {
            IncidentOpened opened => incident.With(opened, stored.Header),
            IncidentUpdated updated => incident with { Details = updated.Details },
            IncidentPrioritised prioritised => incident with { Details = incident.Details! with { Priority = prioritised.Priority }, PendingOverdue = false },
            IncidentCallListed listed => incident with { Calls = [.. incident.Calls.Where(call => call.Call != listed.Call.Call), listed.Call] },
            IncidentAssignmentListed listed => incident.With(listed),
            IncidentAnomalyFlagged flagged => incident with { Anomalies = incident.Anomalies.Add(flagged.Anomaly) },
            DispositionRecorded recorded => incident.With(new AgencyDisposition(recorded.Agency, recorded.Disposition)),
            IncidentPendingOverdue => incident with { PendingOverdue = true },
            IncidentClosed closed => incident with { Dispositions = closed.Dispositions },
            IncidentReopened => incident with { Dispositions = [] },
            _ => incident,
        };
        return stored.Fact is IncidentFact fact ? next with { Statuses = fact.Statuses } : next;
    }

    private Incident With(IncidentOpened opened, FactHeader header) => this with
    {
        Id = opened.Incident,
        Since = header.OccurredAt,
        Details = opened.Details,
        Audience = opened.Audience,
        Calls = opened.FirstCall is { } call ? [new ListedCall(call, 0, true)] : [],
        Participants = [header.Agency],
    };

    private Incident With(IncidentAssignmentListed listed) => this with
    {
        Assignments = [.. Assignments.Where(other => !other.IsSame(listed.Assignment)), listed.Assignment],
        Participants = listed.Participants,
    };

    private Incident With(AgencyDisposition disposition) => this with
    {
        Dispositions = [.. Dispositions.Where(d => d.Agency != disposition.Agency), disposition],
    };
}
