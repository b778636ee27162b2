using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Placing;
using Google.Protobuf.WellKnownTypes;
using CallChannel = Eoc.Contracts.Rpc.V1.CallChannel;

namespace Eoc.Picture.Projecting;

/// <summary>Calls: the call for the room, its caller for those who may know him, and the incident it belongs to for those who may know that.</summary>
internal sealed class CallProjection(RealmPicture picture, Retirement retirement)
{
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);

    public void Apply(FactHeader header, CallFact fact)
    {
        switch (fact)
        {
            case CallTaken taken: Take(header, taken.Call.ToString(), taken.Details); break;
            case CallAttached attached: Attach(header, attached); break;
            case CallDetached detached: picture.Hide(LinkOf(detached.Call, detached.Incident)); break;
        }
    }

    private void Take(FactHeader header, string id, CallDetails details)
    {
        var anchor = AnchorOf(id);
        picture.Move(anchor, Cell.Of(details.Position));
        picture.Show(new(EntityKind.Call, id), NeedToKnow.Room, new Upsert { Call = CallOf(header, details) }, BerthOf(anchor));
        ShowCaller(id, details, anchor);
        retirement.CallTaken(anchor, header.OccurredAt);
    }

    private void ShowCaller(string id, CallDetails details, Anchor anchor)
    {
        var caller = new CallerView { CallbackNumber = details.CallbackNumber, Name = details.CallerName };
        picture.Show(new(EntityKind.Caller, id), NeedToKnow.Of(details.CallerAudience), new Upsert { Caller = caller }, BerthOf(anchor));
    }

    private static CallView CallOf(FactHeader header, CallDetails details) => new()
    {
        Channel = (CallChannel)details.Channel,
        Place = details.Place,
        Position = details.Position is { } at ? new LatLng { Latitude = at.Latitude, Longitude = at.Longitude } : null,
        Narrative = details.Narrative,
        TakenAt = header.OccurredAt.ToTimestamp(),
        TakenBy = header.Actor,
        Agency = header.Agency.ToString(),
    };

    private void Attach(FactHeader header, CallAttached attached)
    {
        var (key, incident) = (LinkOf(attached.Call, attached.Incident), attached.Incident.ToString());
        var view = new AttachmentView { Call = attached.Call.ToString(), Incident = incident, Since = header.OccurredAt.ToTimestamp() };
        var berth = BerthOf(AnchorOf(view.Call));
        picture.Show(key, NeedToKnow.Of(attached.IncidentAudience ?? Audience.Room), new Upsert { Attachment = view }, berth);
    }

    private static FacetKey LinkOf(CallId call, IncidentId incident) => new(EntityKind.Attachment, $"{call}:{incident}");

    private static Berth BerthOf(Anchor anchor) => new(anchor, ChannelKind.Incidents);

    private Anchor AnchorOf(string call)
    {
        if (!_anchors.TryGetValue(call, out var anchor)) _anchors.Add(call, anchor = new());
        return anchor;
    }
}
