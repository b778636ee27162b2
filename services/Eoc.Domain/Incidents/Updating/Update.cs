using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Incidents.Updating;

/// <summary>Changes type, place or title; what is null stays.</summary>
public sealed record UpdateIncident(string? Type, string? Place, GeoPoint? Position, string? Title);

/// <summary>The facts of a closed incident can still be corrected: amend, never edit.</summary>
public static class Update
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Incident incident, UpdateIncident command, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        var before = incident.Details!;
        var after = before with
        {
            Type = command.Type ?? before.Type,
            Place = command.Place ?? before.Place,
            Position = command.Position ?? before.Position,
            Title = command.Title ?? before.Title,
        };
        return after == before ? Decision.Nothing : new IncidentUpdated(after, Statuses(incident, before, after));
    }

    /// <summary>Changes the priority.</summary>
    public static Decision Prioritise(Incident incident, int priority, string reason, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        return incident.Details!.Priority == priority ? Decision.Nothing : new IncidentPrioritised(priority, reason, incident.Statuses);
    }

    private static System.Collections.Immutable.ImmutableArray<IncidentStatus> Statuses(Incident incident, IncidentDetails before, IncidentDetails after)
    {
        var moved = after.Place != before.Place || after.Position != before.Position;
        return moved && !incident.Statuses.Contains(IncidentStatus.NewLocation) ? incident.Statuses.Add(IncidentStatus.NewLocation) : incident.Statuses;
    }
}
