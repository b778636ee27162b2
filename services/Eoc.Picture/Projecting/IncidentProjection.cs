using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Placing;
using Google.Protobuf.WellKnownTypes;
using AgencyDisposition = Eoc.Contracts.Rpc.V1.AgencyDisposition;
using AnomalyKind = Eoc.Contracts.Rpc.V1.AnomalyKind;
using AssignmentStep = Eoc.Contracts.Rpc.V1.AssignmentStep;
using IncidentStatus = Eoc.Contracts.Events.Incidents.IncidentStatus;

namespace Eoc.Picture.Projecting;

/// <summary>
/// Incidents, their notes and anomalies. What units do for an incident is told by their assignments alone, and which calls belong to it by the calls:
/// the incident's own lists, and the statuses that follow from them, count units that few may know.
/// </summary>
internal sealed class IncidentProjection(RealmPicture picture, IncidentAnchors anchors, Retirement retirement)
{
    private readonly Dictionary<string, Incident> _incidents = new(StringComparer.Ordinal);

    private sealed record Incident(string Id, NeedToKnow Need, Anchor Anchor, IncidentView View)
    {
        public Berth Berth => new(Anchor, ChannelKind.Incidents);
    }

    public void Apply(FactHeader header, IncidentFact fact)
    {
        if (fact is IncidentOpened opened) Open(header, opened);
        if (!_incidents.TryGetValue(header.Stream.Local, out var incident)) return;
        switch (fact)
        {
            case IncidentNoted noted: Note(incident, header, noted); break;
            case IncidentAnomalyFlagged flagged: Flag(incident, header, flagged.Anomaly); break;
            case IncidentAssignmentListed or IncidentCallListed: break;
            default: Update(incident, header, fact); break;
        }
    }

    private void Open(FactHeader header, IncidentOpened opened)
    {
        var (id, need) = (opened.Incident.ToString(), NeedToKnow.Of(opened.Audience));
        var view = new IncidentView
        {
            Number = opened.Number.ToString(),
            OpenedAt = header.OccurredAt.ToTimestamp(),
            OpenedBy = header.Actor,
            OpenedByAgency = header.Agency.ToString(),
        };
        _incidents[id] = new(id, need, anchors.Of(id), view);
    }

    private void Update(Incident incident, FactHeader header, IncidentFact fact)
    {
        var (view, before) = (incident.View, incident.View.Clone());
        Change(incident, header, fact);
        ShowStatuses(view, fact.Statuses);
        if (view.Equals(before)) return;
        view.UpdatedAt = header.OccurredAt.ToTimestamp();
        picture.Show(new(EntityKind.Incident, incident.Id), incident.Need, new Upsert { Incident = view }, incident.Berth);
    }

    private void Change(Incident incident, FactHeader header, IncidentFact fact)
    {
        var view = incident.View;
        switch (fact)
        {
            case IncidentOpened opened: Describe(incident, opened.Details); break;
            case IncidentUpdated updated: Describe(incident, updated.Details); break;
            case IncidentPrioritised prioritised: Prioritise(view, prioritised); break;
            case DispositionRecorded recorded: Record(view, recorded.Agency, recorded.Disposition); break;
            case IncidentPendingOverdue: view.PendingOverdue = true; break;
            case IncidentClosed closed: Close(incident, header, closed); break;
            case IncidentReopened reopened: Reopen(incident, reopened); break;
        }
    }

    private void Describe(Incident incident, IncidentDetails details)
    {
        var view = incident.View;
        (view.Type, view.Priority, view.Title, view.Place) = (details.Type, details.Priority, details.Title, details.Place);
        view.Position = details.Position is { } at ? new LatLng { Latitude = at.Latitude, Longitude = at.Longitude } : null;
        picture.Move(incident.Anchor, Cell.Of(details.Position));
    }

    private static void Prioritise(IncidentView view, IncidentPrioritised prioritised)
    {
        (view.Priority, view.PriorityReason) = (prioritised.Priority, prioritised.Reason);
        view.PendingOverdue = false;
    }

    private static void Record(IncidentView view, AgencyId agency, string disposition)
    {
        var known = view.Dispositions.FirstOrDefault(entry => entry.Agency == agency.ToString());
        if (known is null) view.Dispositions.Add(new AgencyDisposition { Agency = agency.ToString(), Disposition = disposition });
        else known.Disposition = disposition;
    }

    private void Close(Incident incident, FactHeader header, IncidentClosed closed)
    {
        incident.View.ClosedAt = header.OccurredAt.ToTimestamp();
        incident.View.Dispositions.Clear();
        foreach (var entry in closed.Dispositions) Record(incident.View, entry.Agency, entry.Disposition);
        retirement.IncidentClosed(incident.Anchor, header.OccurredAt);
    }

    private void Reopen(Incident incident, IncidentReopened reopened)
    {
        (incident.View.ClosedAt, incident.View.ReopenReason) = (null, reopened.Reason);
        incident.View.Dispositions.Clear();
        retirement.IncidentReopened(incident.Anchor);
    }

    private void Note(Incident incident, FactHeader header, IncidentNoted noted)
    {
        var view = new NoteView
        {
            Incident = incident.Id,
            Text = noted.Text,
            Urgent = noted.Urgent,
            Actor = header.Actor,
            Agency = header.Agency.ToString(),
            OccurredAt = header.OccurredAt.ToTimestamp(),
            RecordedAt = header.RecordedAt.ToTimestamp(),
            Audience = noted.Audience.ToString(),
        };
        var need = incident.Need.And(NeedToKnow.Of(noted.Audience));
        picture.Show(new(EntityKind.Note, header.Id.ToString()), need, new Upsert { Note = view }, incident.Berth);
    }

    private void Flag(Incident incident, FactHeader header, Anomaly anomaly)
    {
        var view = new AnomalyView
        {
            Incident = incident.Id,
            Kind = (AnomalyKind)anomaly.Kind,
            Unit = anomaly.Unit.ToString(),
            Assignment = anomaly.Assignment.ToString(),
            Step = anomaly.Step is { } step ? (AssignmentStep)step : AssignmentStep.Unspecified,
            At = header.OccurredAt.ToTimestamp(),
        };
        var need = incident.Need.And(NeedToKnow.Of(anomaly.UnitAudience ?? Audience.Room));
        picture.Show(new(EntityKind.Anomaly, header.Id.ToString()), need, new Upsert { Anomaly = view }, incident.Berth);
    }

    private static void ShowStatuses(IncidentView view, ImmutableArray<IncidentStatus> statuses) =>
        Refill(view.Statuses, statuses.Where(status => !FollowsFromUnits(status)).Select(status => (Contracts.Rpc.V1.IncidentStatus)status));

    private static bool FollowsFromUnits(IncidentStatus status) =>
        status is IncidentStatus.ResourcesAssigned or IncidentStatus.ResourcesEnroute or IncidentStatus.ResourcesOnscene;

    private static void Refill<T>(Google.Protobuf.Collections.RepeatedField<T> field, IEnumerable<T> values)
    {
        field.Clear();
        field.AddRange(values);
    }
}
