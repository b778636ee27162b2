using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Agencies;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Placing;
using Google.Protobuf.WellKnownTypes;
using ClockMode = Eoc.Contracts.Rpc.V1.ClockMode;
using Discipline = Eoc.Contracts.Rpc.V1.Discipline;
using RealmKind = Eoc.Contracts.Rpc.V1.RealmKind;

namespace Eoc.Picture.Projecting;

/// <summary>The realm itself and the agencies in it, for the room.</summary>
internal sealed class DirectoryProjection(RealmPicture picture)
{
    private readonly Berth _berth = new(new Anchor(), ChannelKind.Directory);
    private readonly Dictionary<string, AgencyView> _agencies = new(StringComparer.Ordinal);
    private readonly RealmView _realm = new();

    /// <summary>How the realm's time runs, as last set.</summary>
    public ClockSetting? Clock { get; private set; }

    public void Apply(FactHeader header, AgencyFact fact)
    {
        var view = AgencyOf(header.Stream.Local);
        switch (fact)
        {
            case AgencyRegistered registered: (view.Name, view.Discipline) = (registered.Name, (Discipline)registered.Discipline); break;
            case DispatchConsentChanged changed: SetConsent(view, changed); break;
        }

        picture.Show(new(EntityKind.Agency, header.Stream.Local), NeedToKnow.Room, new Upsert { Agency = view }, _berth);
    }

    public void Apply(FactHeader header, RealmFact fact)
    {
        if (fact is RealmOpened opened)
            (_realm.Kind, _realm.Title, _realm.TimeZone) = ((RealmKind)opened.Kind, opened.Title, opened.TimeZone);
        if (fact is RealmCityChosen { TimeZone: { } zone }) _realm.TimeZone = zone;
        var clock = (fact as RealmOpened)?.Clock ?? (fact as RealmClockSet)?.Clock;
        if (clock is not null) SetClock(clock);
        picture.Show(new(EntityKind.Realm, header.Stream.Local), NeedToKnow.Room, new Upsert { Realm = _realm }, _berth);
    }

    private void SetClock(ClockSetting clock)
    {
        Clock = clock;
        (_realm.Clock, _realm.Rate) = ((ClockMode)clock.Mode, clock.Rate);
        (_realm.AnchorWall, _realm.AnchorRealm) = (clock.AnchorWall.ToTimestamp(), clock.AnchorRealm.ToTimestamp());
    }

    private static void SetConsent(AgencyView view, DispatchConsentChanged changed)
    {
        view.MayDispatch.Clear();
        view.MayDispatch.AddRange(changed.MayDispatch.Select(agency => agency.ToString()));
    }

    private AgencyView AgencyOf(string id)
    {
        if (!_agencies.TryGetValue(id, out var view)) _agencies.Add(id, view = new());
        return view;
    }
}
