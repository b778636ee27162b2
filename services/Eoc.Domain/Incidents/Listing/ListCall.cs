using Eoc.Contracts.Events.Incidents;

namespace Eoc.Domain.Incidents.Listing;

/// <summary>The incident copies what its calls say. A call attached to a closed incident reopens it.</summary>
public static class ListCall
{
    /// <summary>A call is taken, then attached: no attachment of it has a lower version.</summary>
    private const long FirstAttachment = 2;

    /// <summary>Decides.</summary>
    public static Decision Decide(Incident incident, ListedCall news, Moment moment)
    {
        if (incident.Hidden(moment) is { } hidden) return hidden;
        var known = incident.Calls.FirstOrDefault(call => call.Call == news.Call);
        if (known is not null && (known.CallVersion >= news.CallVersion || Same(known, news))) return Decision.Nothing;

        if (incident.IsOpen || !news.Attached) return new IncidentCallListed(news, incident.Statuses);
        var reopened = IncidentStatuses.Reopened(incident);
        return Decision.Of([new IncidentReopened(ReopenCause.CallAttached, string.Empty, reopened), new IncidentCallListed(news, reopened)]);
    }

    /// <summary>
    /// The call the incident was opened from is listed from the beginning, before the call itself has told. Its first attachment then tells nothing
    /// new; a later one does, or a detachment between the two would count as newer when it comes late.
    /// </summary>
    private static bool Same(ListedCall known, ListedCall news) =>
        known.CallVersion == 0 && known.Attached && news is { Attached: true, CallVersion: FirstAttachment };
}
