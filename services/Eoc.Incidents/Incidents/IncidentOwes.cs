using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Ids;
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
        IncidentOpened { FirstCall: { } call } opened => new([Attach(stream, call, opened.Incident)], [Look(stream, opened.Details.Priority, moment.OccurredAt)]),
        IncidentOpened opened => new([], [Look(stream, opened.Details.Priority, moment.OccurredAt)]),
        IncidentPrioritised prioritised when incident is { IsOpen: true, Assignments.IsEmpty: true } =>
            new([], [Look(stream, prioritised.Priority, incident.Since)]),
        _ => Owed.Nothing,
    };

    private static NewFollowUp Attach(StreamId stream, CallId call, IncidentId incident) => new(
        StreamId.Of(stream.Realm, call), FollowUpKinds.AttachCall,
        JsonSerializer.SerializeToUtf8Bytes(new AttachCall { Call = call, Incident = incident }, WireJson.Options));

    private static NewDeadline Look(StreamId stream, int priority, DateTimeOffset since)
    {
        var allowed = Pending.Allowed(priority);
        return new(
            since + allowed, stream, FollowUpKinds.CheckPending,
            JsonSerializer.SerializeToUtf8Bytes(new CheckPending { Allowed = allowed }, WireJson.Options));
    }
}
