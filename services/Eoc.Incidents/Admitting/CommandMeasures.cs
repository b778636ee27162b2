using System.Diagnostics.Metrics;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal.Tracing;
using Grpc.Core;

namespace Eoc.Incidents.Admitting;

/// <summary>How long commands take and how they end, and the span of each at the edge. While nobody listens a command passes untouched.</summary>
internal static class CommandMeasures
{
    private static readonly Meter Meter = new("Eoc.Incidents");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "eoc.command.duration", "s", "From the edge taking a command in until its answer.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    public static bool IsOn => Duration.Enabled || CommandTrace.IsOn;

    /// <summary>Measures one command.</summary>
    public static async Task<Outcome> Measure(Incoming incoming, TimeProvider time, Func<Task<Outcome>> send)
    {
        var (began, outcome) = (time.GetTimestamp(), "failed");
        // Not before the id is known to be one: what cannot be read has no trace of its own.
        using var span = CommandId.TryParse(incoming.Header?.CommandId, null, out var command) ? CommandTrace.Start("command", command) : null;
        span?.SetTag("rpc.method", incoming.Call.Method).SetTag("eoc.realm", incoming.Header!.Realm).SetTag("eoc.issued_at", incoming.Header.IssuedAt?.ToDateTimeOffset().ToString("O"));
        try
        {
            var answer = await send();
            outcome = answer.Refusal is null ? "accepted" : "refused";
            return answer;
        }
        catch (RpcException failure)
        {
            outcome = failure.StatusCode.ToString();
            throw;
        }
        finally
        {
            span?.SetTag("eoc.outcome", outcome);
            Duration.Record(time.GetElapsedTime(began).TotalSeconds, new("rpc.method", incoming.Call.Method), new("eoc.outcome", outcome));
        }
    }
}
