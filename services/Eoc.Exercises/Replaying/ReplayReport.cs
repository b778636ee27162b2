using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Replaying.Playing;

namespace Eoc.Exercises.Replaying;

/// <summary>The report of a replay as a file: the realm's own figures, what was refused, and how the import went.</summary>
internal sealed record ReplayReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required int Rows { get; init; }

    public required int Calls { get; init; }

    public required int Units { get; init; }

    public required ReportedPeak PeakConcurrentCalls { get; init; }

    public required ReportedPeak PeakCommittedAssignments { get; init; }

    public required ReportedPeak BusiestHour { get; init; }

    public required ReportedInterval ReceivedToEntry { get; init; }

    public required ReportedInterval Turnout { get; init; }

    public required ReportedInterval Travel { get; init; }

    public required ReportedTotal OutOfOrder { get; init; }

    public required int OverlappingAssignments { get; init; }

    public required int NeverOnScene { get; init; }

    /// <summary>Commands that the system refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Commands of the whole import, also those that an interrupted run played.</summary>
    public required int Commands { get; init; }

    /// <summary>From the first command to the report, of this run.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Each refused command; absent when there is none.</summary>
    public ImmutableArray<ReportedRefusal>? Refusals { get; init; }

    /// <summary>Rows whose received or entry contradicts their call's first row, which was taken; absent when there is none.</summary>
    public ImmutableArray<long>? ContradictingLines { get; init; }

    /// <summary>Puts the figures and the course of the import together.</summary>
    public static ReplayReport Of(GetReportResponse figures, ReplayScript script, ImmutableArray<RefusedStep> refused, TimeSpan elapsed) => new()
    {
        Rows = figures.Rows,
        Calls = figures.Calls,
        Units = figures.Units,
        PeakConcurrentCalls = ReportedPeak.Of(figures.PeakConcurrentCalls),
        PeakCommittedAssignments = ReportedPeak.Of(figures.PeakCommittedAssignments),
        BusiestHour = ReportedPeak.Of(figures.BusiestHour),
        ReceivedToEntry = ReportedInterval.Of(figures.ReceivedToEntry),
        Turnout = ReportedInterval.Of(figures.Turnout),
        Travel = ReportedInterval.Of(figures.Travel),
        OutOfOrder = new(figures.OutOfOrder),
        OverlappingAssignments = figures.OverlappingAssignments,
        NeverOnScene = figures.NeverOnScene,
        Refused = refused.Length,
        Commands = script.Plan.Steps.Length,
        ElapsedSeconds = Math.Round(elapsed.TotalSeconds, 3),
        Refusals = refused.IsEmpty ? null : [.. refused.Select(ReportedRefusal.Of)],
        ContradictingLines = script.Plan.Contradicting is { IsEmpty: false } rows ? [.. rows.Select(row => row.Line)] : null,
    };

    /// <summary>Writes it beside its place and then puts it there, so that no half report is ever found.</summary>
    public async Task Write(string file, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var unfinished = $"{file}.part";
        await File.WriteAllTextAsync(unfinished, ToString() + "\n", cancellation);
        File.Move(unfinished, file, overwrite: true);
    }

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}

/// <summary>The most of something; <paramref name="At" /> is local, absent when there was nothing.</summary>
internal sealed record ReportedPeak(int Value, string? At)
{
    public static ReportedPeak Of(Peak peak) => new(peak.Value, peak.At.Length == 0 ? null : peak.At);
}

/// <summary>Seconds; absent when there was nothing.</summary>
internal sealed record ReportedInterval(int N, double? P50, double? P90)
{
    public static ReportedInterval Of(Interval interval) => new(interval.N, interval.HasP50 ? interval.P50 : null, interval.HasP90 ? interval.P90 : null);
}

/// <summary>How many in all.</summary>
internal sealed record ReportedTotal(int Total);

/// <summary>A refused command: the row it came from, the step, the refusal's code and arguments.</summary>
internal sealed record ReportedRefusal(long Line, string Row, string Step, string Code, IReadOnlyDictionary<string, string> Arguments)
{
    public static ReportedRefusal Of(RefusedStep refused) => new(
        refused.Step.Row.Row.Line, refused.Step.Row.Key, refused.Step.Kind.ToString(), refused.Refusal.Code,
        refused.Refusal.Arguments.ToDictionary(argument => argument.Key, argument => argument.Value));
}
