using Eoc.Contracts.Events.Incidents;

namespace Eoc.Domain.Incidents.Escalating;

/// <summary>How long an incident may wait for its first unit, by priority (LASD 90-012: 10, 20 and 60 minutes), and what happens then.</summary>
public static class Pending
{
    /// <summary>The time allowed.</summary>
    public static TimeSpan Allowed(int priority) => TimeSpan.FromMinutes(priority switch { <= 1 => 10, 2 => 20, _ => 60 });

    /// <summary>What is entered late has this long in which those who were sent to it are entered too, before anybody is told that it waits.</summary>
    public static readonly TimeSpan CatchingUp = TimeSpan.FromMinutes(2);

    /// <summary>When an incident that began then and is opened now has waited too long.</summary>
    /// <param name="began">When it happened in the world, UTC.</param>
    /// <param name="now">The realm's now, UTC.</param>
    /// <param name="priority">Its priority.</param>
    public static DateTimeOffset Due(DateTimeOffset began, DateTimeOffset now, int priority)
    {
        var (due, entered) = (began + Allowed(priority), now + CatchingUp);
        return due > entered ? due : entered;
    }

    /// <summary>A deadline fired: it matters only if the priority still allows that time and nobody was sent.</summary>
    public static Decision Decide(Incident incident, TimeSpan allowed, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        var waits = incident.IsOpen && !incident.Assignments.Any(incident.ShowsToAll) && !incident.PendingOverdue && Allowed(incident.Details!.Priority) == allowed;
        return waits ? new IncidentPendingOverdue(allowed, incident.Statuses) : Decision.Nothing;
    }
}
