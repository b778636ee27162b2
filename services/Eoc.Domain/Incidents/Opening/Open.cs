using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Incidents.Opening;

/// <summary>Begins an incident.</summary>
public sealed record OpenIncident(IncidentId Incident, IncidentDetails Details, Audience Audience, CallId? FirstCall);

/// <summary>An incident is opened once; its number comes from a series that no hidden incident leaves a gap in.</summary>
public static class Open
{
    /// <summary>Decides; the number is allotted in the transaction that makes it durable.</summary>
    public static Decision Decide(Incident incident, OpenIncident command, IncidentNumber number, Moment moment)
    {
        if (incident.Id is not null) return new AlreadyExists(StreamKind.Incident);
        if (!moment.Sees(command.Audience)) return new AudienceNotHeld(command.Audience);
        return new IncidentOpened(command.Incident, number, command.Details, command.Audience, command.FirstCall, [IncidentStatus.Active]);
    }

    /// <summary>The agency's series for the room; each other audience has one of its own.</summary>
    public static string Series(AgencyId agency, Audience audience) => audience == Audience.Room ? agency.ToString() : $"{agency}.{audience}";
}
