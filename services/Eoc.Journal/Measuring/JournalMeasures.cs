using System.Diagnostics.Metrics;
using Eoc.Contracts.Ids;
using Eoc.Journal.Grouping;
using Eoc.Journal.Tracing;

namespace Eoc.Journal.Measuring;

/// <summary>What operators watch of the record. While nobody listens nothing is computed.</summary>
internal static class JournalMeasures
{
    private static readonly Meter Meter = new("Eoc.Journal");

    private static readonly Histogram<int> CommitSize = Meter.CreateHistogram(
        "eoc.journal.commit.size", "{append}", "Appends that shared a transaction.", advice: Buckets(1, 2, 4, 8, 16, 32, 64, 128, 256));

    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram(
        "eoc.journal.commit.duration", "s", "From the begin of a transaction until it was durable.", advice: Buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5));

    private static readonly Gauge<long> Backlog = Meter.CreateGauge<long>(
        "eoc.relay.backlog", "{commit}", "Commits of this process that the broker has not confirmed.");

    private static readonly Histogram<double> Lateness = Meter.CreateHistogram(
        "eoc.deadline.lateness", "s", "From due until fired, in the realm's time.", advice: Buckets(0.1, 0.25, 0.5, 1, 2, 5, 10, 60));

    private static readonly UpDownCounter<int> Parked = Meter.CreateUpDownCounter<int>(
        "eoc.streams.parked", "{stream}", "Streams that a reader of this process has stopped at.");

    /// <summary>Whether a commit's begin is to be noted.</summary>
    public static bool WatchesCommits => CommitDuration.Enabled || CommandTrace.IsOn;

    /// <summary>A transaction with this batch is durable.</summary>
    public static void Committed(RealmId realm, CommitBatch batch, TimeSpan took, DateTimeOffset now)
    {
        if (batch.Appends.Count == 0) return;
        var tag = Realm(realm.Value);
        CommitSize.Record(batch.Appends.Count, tag);
        CommitDuration.Record(took.TotalSeconds, tag);
        foreach (var append in batch.Appends)
        {
            using var span = CommandTrace.Start("journal commit", append.Stamp.Command, now - took);
            span?.SetTag("eoc.realm", realm.Value).SetTag("eoc.commit.size", batch.Appends.Count).SetEndTime(now.UtcDateTime);
        }
    }

    /// <summary>How many commits wait for the broker.</summary>
    public static void Waiting(string realm, long commits) => Backlog.Record(commits, Realm(realm));

    /// <summary>A deadline is about to be fired.</summary>
    public static void Fired(RealmId realm, TimeSpan late) => Lateness.Record(late.TotalSeconds, Realm(realm.Value));

    /// <summary>A reader stopped at a stream.</summary>
    public static void StreamParked(RealmId realm) => Parked.Add(1, Realm(realm.Value));

    private static KeyValuePair<string, object?> Realm(string realm) => new("eoc.realm", realm);

    private static InstrumentAdvice<T> Buckets<T>(params T[] bounds)
        where T : struct => new() { HistogramBucketBoundaries = bounds };
}
