using System.Text;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal;
using Eoc.ServiceDefaults.Calling;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OccurredSource = Eoc.Contracts.Rpc.V1.OccurredSource;

namespace Eoc.Incidents.Incidents;

/// <summary>An incident's record as its reader may know it. What the reader may not know is not there, and neither is a gap where it was.</summary>
internal sealed class Timelines(IJournals journals)
{
    private const int Page = 500;

    public async Task<GetTimelineResponse> Read(RealmId realm, IncidentId incident, EventId? after, ServerCallContext context)
    {
        var caller = context.GetCaller();
        var journal = await journals.Find(realm, context.CancellationToken) ?? throw NotFound();
        var record = await journal.Read(StreamId.Of(realm, incident), 0, context.CancellationToken);
        if (record.Count == 0 || record[0].Fact is not IncidentOpened opened || !caller.Sees(opened.Audience)) throw NotFound();
        var rest = record.Where(stored => Visible(stored, caller)).SkipWhile(stored => after is { } last && stored.Header.Id != last).Skip(after is null ? 0 : 1);
        var page = rest.Take(Page + 1).Select(Entry).ToList();
        return new() { Entries = { page.Take(Page) }, More = page.Count > Page };
    }

    private static bool Visible(StoredFact stored, Caller caller) => stored.Fact switch
    {
        IncidentNoted note => caller.Sees(note.Audience),
        IncidentAssignmentListed listed => listed.Assignment.UnitAudience is not { } narrower || caller.Sees(narrower),
        IncidentAnomalyFlagged flagged => flagged.Anomaly.UnitAudience is not { } narrower || caller.Sees(narrower),
        _ => true,
    };

    private static TimelineEntry Entry(StoredFact stored) => new()
    {
        Entry = stored.Header.Id.ToString(),
        Type = stored.Header.Type,
        OccurredAt = stored.Header.OccurredAt.ToTimestamp(),
        RecordedAt = stored.Header.RecordedAt.ToTimestamp(),
        Source = (OccurredSource)stored.Header.Source,
        Actor = stored.Header.Actor,
        Agency = stored.Header.Agency.ToString(),
        Fact = Encoding.UTF8.GetString(stored.Data.Span),
    };

    private static RpcException NotFound() => new(new Grpc.Core.Status(StatusCode.NotFound, "There is no such incident."));
}
