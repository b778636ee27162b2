using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;
using Eoc.Journal.Realms;
using Eoc.Journal.Relaying;

namespace Eoc.Incidents.Realms;

/// <summary>Hears from the bus that a realm's clock or time zone was set in another process. A message that is late changes nothing: time does not run back.</summary>
internal sealed class ClockNews(IRealmClocks clocks, RealmZones zones) : IFactsReceiver
{
    public Task Receive(FactsPublished facts, CancellationToken cancellation)
    {
        foreach (var published in facts.Facts)
        {
            if (!StreamId.TryParse(published.Stream, null, out var stream) || stream.Kind != StreamKind.Realm) continue;
            var fact = FactCodec.Decode(published.Type, published.Data);
            if (Setting(fact) is { } setting) clocks.Notice(stream.Realm, setting);
            if (fact is RealmOpened or RealmCityChosen) zones.Forget(stream.Realm);
        }

        return Task.CompletedTask;
    }

    private static ClockSetting? Setting(object? fact) => fact switch
    {
        RealmOpened opened => opened.Clock,
        RealmClockSet set => set.Clock,
        _ => null,
    };
}
