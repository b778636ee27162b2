using System.Collections.Immutable;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Grains.Incidents;

/// <summary>Begins an incident.</summary>
[GenerateSerializer, Immutable, Alias("eoc.open-incident")]
public sealed record OpenIncident
{
    /// <summary>Made by the caller.</summary>
    [Id(0)] public required IncidentId Incident { get; init; }

    /// <summary>Common type (APCO ANS 1.103 code) or the agency's own word.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>1 is the most urgent.</summary>
    [Id(2)] public required int Priority { get; init; }

    /// <summary>The place in words.</summary>
    [Id(3)] public string Place { get; init; } = string.Empty;

    /// <summary>Where that is.</summary>
    [Id(4)] public GeoPoint? Position { get; init; }

    /// <summary>One line for the queue.</summary>
    [Id(5)] public string Title { get; init; } = string.Empty;

    /// <summary>Who may know of it.</summary>
    [Id(6)] public required Audience Audience { get; init; }

    /// <summary>The call it was opened from.</summary>
    [Id(7)] public CallId? FirstCall { get; init; }

    /// <summary>The year of its number, by the realm's zone at the event time.</summary>
    [Id(8)] public required int NumberYear { get; init; }
}

/// <summary>Changes type, place or title; what is null stays.</summary>
[GenerateSerializer, Immutable, Alias("eoc.update-incident")]
public sealed record UpdateIncident
{
    /// <summary>New type.</summary>
    [Id(0)] public string? Type { get; init; }

    /// <summary>New place in words.</summary>
    [Id(1)] public string? Place { get; init; }

    /// <summary>New position.</summary>
    [Id(2)] public GeoPoint? Position { get; init; }

    /// <summary>New title.</summary>
    [Id(3)] public string? Title { get; init; }
}

/// <summary>Changes the priority.</summary>
[GenerateSerializer, Immutable, Alias("eoc.prioritise-incident")]
public sealed record PrioritiseIncident
{
    /// <summary>1 is the most urgent.</summary>
    [Id(0)] public required int Priority { get; init; }

    /// <summary>Why.</summary>
    [Id(1)] public string Reason { get; init; } = string.Empty;
}

/// <summary>Writes a line into the log.</summary>
[GenerateSerializer, Immutable, Alias("eoc.note-incident")]
public sealed record NoteIncident
{
    /// <summary>The line.</summary>
    [Id(0)] public required string Text { get; init; }

    /// <summary>Whether everyone should look up.</summary>
    [Id(1)] public bool Urgent { get; init; }

    /// <summary>Who may read it; null means whoever may know of the incident.</summary>
    [Id(2)] public Audience? Audience { get; init; }
}

/// <summary>Says how one agency's participation ended.</summary>
[GenerateSerializer, Immutable, Alias("eoc.record-disposition")]
public sealed record RecordDisposition
{
    /// <summary>Whose.</summary>
    [Id(0)] public required AgencyId Agency { get; init; }

    /// <summary>APCO ANS 1.111 code or the agency's own words.</summary>
    [Id(1)] public required string Disposition { get; init; }
}

/// <summary>Ends the incident.</summary>
[GenerateSerializer, Immutable, Alias("eoc.close-incident")]
public sealed record CloseIncident
{
    /// <summary>Dispositions recorded in the same step, one an agency.</summary>
    [Id(0)] public ImmutableArray<RecordDisposition> Dispositions { get; init; } = [];
}

/// <summary>Goes on with a closed incident.</summary>
[GenerateSerializer, Immutable, Alias("eoc.reopen-incident")]
public sealed record ReopenIncident
{
    /// <summary>Why.</summary>
    [Id(0)] public required string Reason { get; init; }
}

/// <summary>Follow-up of a call.</summary>
[GenerateSerializer, Immutable, Alias("eoc.list-call")]
public sealed record ListCall
{
    /// <summary>The call.</summary>
    [Id(0)] public required CallId Call { get; init; }

    /// <summary>Whether it belongs here now.</summary>
    [Id(1)] public required bool Attached { get; init; }

    /// <summary>The call's version that says so; an older one is dropped.</summary>
    [Id(2)] public required long CallVersion { get; init; }
}

/// <summary>Follow-up of a unit.</summary>
[GenerateSerializer, Immutable, Alias("eoc.list-assignment")]
public sealed record ListAssignment
{
    /// <summary>The assignment.</summary>
    [Id(0)] public required AssignmentId Assignment { get; init; }

    /// <summary>The unit.</summary>
    [Id(1)] public required UnitId Unit { get; init; }

    /// <summary>The step it stands at.</summary>
    [Id(2)] public required AssignmentStep Step { get; init; }

    /// <summary>How it ended, if it did.</summary>
    [Id(3)] public AssignmentEnd? End { get; init; }

    /// <summary>The unit's version that says so; an older one is dropped.</summary>
    [Id(4)] public required long UnitVersion { get; init; }

    /// <summary>Whether the step's time contradicts the one before it.</summary>
    [Id(5)] public bool OutOfOrder { get; init; }

    /// <summary>Whether the unit still served another incident when it was sent here.</summary>
    [Id(6)] public bool Overlapping { get; init; }

    /// <summary>Whether nobody knows when it ended.</summary>
    [Id(7)] public bool EndUnknown { get; init; }

    /// <summary>Who may know of the unit, when that is not the room.</summary>
    [Id(8)] public Audience? UnitAudience { get; init; }
}

/// <summary>A fired pending deadline.</summary>
[GenerateSerializer, Immutable, Alias("eoc.check-pending")]
public sealed record CheckPending
{
    /// <summary>The time the priority allowed.</summary>
    [Id(0)] public required TimeSpan Allowed { get; init; }
}

/// <summary>Whether a unit can be sent to an incident.</summary>
[GenerateSerializer, Immutable, Alias("eoc.incident-standing")]
public sealed record IncidentStanding
{
    /// <summary>Whether it exists for this actor.</summary>
    [Id(0)] public required bool Exists { get; init; }

    /// <summary>Whether it is open.</summary>
    [Id(1)] public required bool Open { get; init; }

    /// <summary>Who may know of it.</summary>
    [Id(2)] public required Audience Audience { get; init; }
}
