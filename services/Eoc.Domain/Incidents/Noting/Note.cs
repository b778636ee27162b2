using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Incidents.Noting;

/// <summary>A line in the log.</summary>
public sealed record NoteIncident(string Text, bool Urgent, Audience? Audience);

/// <summary>A note may be narrower than its incident; without a label of its own it has the incident's.</summary>
public static class Note
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Incident incident, NoteIncident command, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        var audience = command.Audience ?? incident.Audience;
        if (!moment.Sees(audience)) return new AudienceNotHeld(audience);
        return new IncidentNoted(command.Text, command.Urgent, audience, incident.Statuses);
    }
}
