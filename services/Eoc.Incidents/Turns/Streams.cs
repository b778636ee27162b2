using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Sessions;

namespace Eoc.Incidents.Turns;

/// <summary>Makes the turn of a stream over its realm's journal.</summary>
internal sealed class Streams(IJournals journals)
{
    public async Task<Turn<TState>> Open<TState>(string key, StreamRules<TState> rules, Owes<TState> owes, CancellationToken cancellation)
        where TState : class
    {
        var stream = StreamId.Parse(key);
        var journal = await journals.Find(stream.Realm, cancellation) ?? throw new InvalidOperationException($"There is no realm {stream.Realm}.");
        return new(journal, stream, rules, owes);
    }
}
