using System.Globalization;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf;
using Grpc.Core;
using OccurredSource = Eoc.Contracts.Events.OccurredSource;
using Wire = Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Reporting;

internal sealed class ReplayRpc(IJournals journals) : ReplayService.ReplayServiceBase
{
    private const int IdBytes = 16, MostIds = 1000;

    private static readonly StreamKind[] ImportedKinds = [StreamKind.Call, StreamKind.Incident, StreamKind.Unit];

    public override async Task<GetReportResponse> GetReport(GetReportRequest request, ServerCallContext context)
    {
        var journal = await Journal(request.Realm, context);
        var responses = await ResponsesInJournal.Read(journal, context.GetCaller().Sees, context.CancellationToken);
        return ToWire(ResponseFigures.Of(responses, await Zone(journal, context.CancellationToken)));
    }

    public override async Task ListImported(ListImportedRequest request, IServerStreamWriter<ListImportedResponse> responseStream, ServerCallContext context)
    {
        var journal = await Journal(request.Realm, context);
        var ids = new MemoryStream(IdBytes * MostIds);
        foreach (var kind in ImportedKinds)
        {
            await foreach (var stored in journal.ReadAll(kind, context.CancellationToken))
            {
                if (stored.Header.Source != OccurredSource.Import) continue;
                ids.Write(stored.Header.Command.Value.ToByteArray(bigEndian: true));
                if (ids.Length == IdBytes * MostIds) await Flush(ids, responseStream, context.CancellationToken);
            }
        }

        await Flush(ids, responseStream, context.CancellationToken);
    }

    private static async Task Flush(MemoryStream ids, IServerStreamWriter<ListImportedResponse> stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(new() { Commands = ByteString.CopyFrom(ids.ToArray()) }, cancellation);
        ids.SetLength(0);
    }

    private async Task<IJournal> Journal(string realm, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var id = checks.Id<RealmId>("realm", realm);
        checks.Done();
        return await journals.Find(id, context.CancellationToken) ?? throw new RpcException(new Status(StatusCode.NotFound, "There is no such realm."));
    }

    /// <summary>The realm's first fact says its zone; the many that set its clock follow.</summary>
    private static async Task<TimeZoneInfo> Zone(IJournal journal, CancellationToken cancellation)
    {
        await foreach (var stored in journal.ReadAll(StreamKind.Realm, cancellation))
            if (stored.Fact is RealmOpened opened) return TimeZoneInfo.FindSystemTimeZoneById(opened.TimeZone);
        return TimeZoneInfo.Utc;
    }

    private static GetReportResponse ToWire(ResponseFigures figures) => new()
    {
        Rows = figures.Rows,
        Calls = figures.Calls,
        Units = figures.Units,
        PeakConcurrentCalls = ToWire(figures.PeakConcurrentCalls),
        PeakCommittedAssignments = ToWire(figures.PeakCommittedAssignments),
        BusiestHour = ToWire(figures.BusiestHour),
        ReceivedToEntry = ToWire(figures.ReceivedToEntry),
        Turnout = ToWire(figures.Turnout),
        Travel = ToWire(figures.Travel),
        OutOfOrder = figures.OutOfOrder,
        OverlappingAssignments = figures.OverlappingAssignments,
        NeverOnScene = figures.NeverOnScene,
    };

    private static Wire.Peak ToWire(Peak peak) => new() { Value = peak.Value, At = peak.At?.ToString("s", CultureInfo.InvariantCulture) ?? string.Empty };

    private static Wire.Interval ToWire(Interval interval)
    {
        var wire = new Wire.Interval { N = interval.N };
        if (interval.P50 is { } p50) wire.P50 = p50;
        if (interval.P90 is { } p90) wire.P90 = p90;
        return wire;
    }
}
