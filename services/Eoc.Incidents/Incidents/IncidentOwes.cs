using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Domain;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Escalating;
using Eoc.Incidents.FollowingUp;
using Eoc.Incidents.Turns;
using Eoc.Journal.Appending;

namespace Eoc.Incidents.Incidents;

/// <summary>An incident tells the call it was opened from, and is looked at again when nobody was sent in time.</summary>
internal static class IncidentOwes
{
    public static Owes<Incident> From(StreamId stream) => (incident, fact, _, moment) => fact switch
    {
        IncidentOpened { FirstCall: { } call } opened => new([Attach(stream, call, opened)], [LookAtNew(stream, opened, moment)]),
        IncidentOpened opened => new([], [LookAtNew(stream, opened, moment)]),
        IncidentPrioritised prioritised when incident.IsOpen && !incident.Assignments.Any(incident.ShowsToAll) =>
            new([], [Look(stream, prioritised.Priority, incident.Since + Pending.Allowed(prioritised.Priority))]),
        _ => Owed.Nothing,
    };

    private static NewFollowUp Attach(StreamId stream, CallId call, IncidentOpened opened)
    {
        var audience = opened.Audience == Audience.Room ? default(Audience?) : opened.Audience;
        var command = new AttachCall { Call = call, Incident = opened.Incident, IncidentAudience = audience };
        return new(StreamId.Of(stream.Realm, call), FollowUpKinds.AttachCall, JsonSerializer.SerializeToUtf8Bytes(command, WireJson.Options));
    }

    private static NewDeadline LookAtNew(StreamId stream, IncidentOpened opened, Moment moment) =>
        Look(stream, opened.Details.Priority, Pending.Due(moment.OccurredAt, moment.Now, opened.Details.Priority));

    private static NewDeadline Look(StreamId stream, int priority, DateTimeOffset due) => new(
        due, stream, FollowUpKinds.CheckPending,
        JsonSerializer.SerializeToUtf8Bytes(new CheckPending { Allowed = Pending.Allowed(priority) }, WireJson.Options));
}
