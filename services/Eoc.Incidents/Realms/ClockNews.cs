using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;
using Eoc.Journal.Realms;
using Eoc.Journal.Relaying;

namespace Eoc.Incidents.Realms;

/// <summary>Hears from the bus that a realm's clock was set in another process. A message that is late changes nothing: time does not run back.</summary>
internal sealed class ClockNews(IRealmClocks clocks) : IFactsReceiver
{
    public Task Receive(FactsPublished facts, CancellationToken cancellation)
    {
        foreach (var published in facts.Facts)
        {
            if (!StreamId.TryParse(published.Stream, null, out var stream) || stream.Kind != StreamKind.Realm) continue;
            if (Setting(published) is { } setting) clocks.Notice(stream.Realm, setting);
        }

        return Task.CompletedTask;
    }

    private static ClockSetting? Setting(PublishedFact published) => FactCodec.Decode(published.Type, published.Data) switch
    {
        RealmOpened opened => opened.Clock,
        RealmClockSet set => set.Clock,
        _ => null,
    };
}
