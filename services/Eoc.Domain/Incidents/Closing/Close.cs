using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Incidents.Closing;

/// <summary>An incident ends when no unit serves it and every agency that took part has said how its part ended.</summary>
public static class Close
{
    /// <summary>
    /// Decides; <paramref name="over" /> are the assignments of which the units themselves said that they are over. What was not asked, because it
    /// was listed meanwhile, counts as not over.
    /// </summary>
    public static Decision Decide(Incident incident, ImmutableArray<AgencyDisposition> given, ImmutableArray<AssignmentId> over, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        if (!incident.IsOpen) return Decision.Nothing;
        // A unit that the actor may not know of cannot keep it from closing: the refusal would tell of it.
        ImmutableArray<UnitId> serving =
        [
            .. from listed in incident.Assignments
               where listed.End is null && !over.Contains(listed.Assignment) && (listed.UnitAudience is not { } narrower || moment.Sees(narrower))
               select listed.Unit,
        ];
        if (!serving.IsEmpty) return new UnitsStillAssigned(serving);

        ImmutableArray<AgencyDisposition> all = [.. incident.Dispositions.Concat(given).GroupBy(d => d.Agency).Select(said => said.Last())];
        ImmutableArray<AgencyId> missing = [.. incident.Participants.Except(all.Select(d => d.Agency))];
        if (!missing.IsEmpty) return new DispositionMissing(missing);
        return new IncidentClosed(all, IncidentStatuses.Closed(incident.Statuses));
    }

    /// <summary>Says how one agency's participation ended.</summary>
    public static Decision Record(Incident incident, AgencyDisposition disposition, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        if (!incident.Participants.Contains(disposition.Agency)) return new NotParticipating(disposition.Agency);
        if (incident.Dispositions.Contains(disposition)) return Decision.Nothing;
        return new DispositionRecorded(disposition.Agency, disposition.Disposition, incident.Statuses);
    }

    /// <summary>Goes on with a closed incident.</summary>
    public static Decision Reopen(Incident incident, string reason, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        if (incident.IsOpen) return Decision.Nothing;
        return new IncidentReopened(ReopenCause.Requested, reason, IncidentStatuses.Reopened(incident));
    }
}

/// <summary>Units still serve the incident: clear them first.</summary>
public sealed record UnitsStillAssigned(ImmutableArray<UnitId> Units) : Refusal("units-still-assigned")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("units", string.Join(' ', Units))];
}

/// <summary>Agencies took part and have not said how their part ended.</summary>
public sealed record DispositionMissing(ImmutableArray<AgencyId> Agencies) : Refusal("disposition-missing")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("agencies", string.Join(' ', Agencies))];
}

/// <summary>The agency did not take part.</summary>
public sealed record NotParticipating(AgencyId Agency) : Refusal("not-participating")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("agency", Agency)];
}
