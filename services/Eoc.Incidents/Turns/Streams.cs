using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Sessions;

namespace Eoc.Incidents.Turns;

/// <summary>Makes the turn of a stream over its realm's journal, whichever that is by then: a realm may be deleted and made again while a grain is active.</summary>
internal sealed class Streams(IJournals journals)
{
    public async Task<Turn<TState>> Open<TState>(string key, StreamRules<TState> rules, Owes<TState> owes, CancellationToken cancellation)
        where TState : class
    {
        var stream = StreamId.Parse(key);
        await Journal(stream.Realm, cancellation);
        return new(token => Journal(stream.Realm, token), stream, rules, owes);
    }

    private async ValueTask<IJournal> Journal(RealmId realm, CancellationToken cancellation) =>
        await journals.Find(realm, cancellation) ?? throw new InvalidOperationException($"There is no realm {realm}.");
}
