using System.Collections.Immutable;
using Eoc.Exercises.Replaying.Reading;
using Eoc.Exercises.Reporting;

namespace Eoc.Exercises.Replaying.Planning;

/// <summary>
/// A call history as steps in the order in which they are played. Beside what the rows say there are three rules. A unit that still serves a call
/// is dispatched with stack. A row without available is ended, end unknown, before its unit's next dispatch, else at the end of the replay. An incident
/// is closed after the last step of its last row, not when its last unit clears.
/// </summary>
/// <param name="Steps">In order.</param>
/// <param name="Units">The units, each with the type its first row gives.</param>
/// <param name="Contradicting">Rows whose received or entry differs from that of their call's first row, which was taken.</param>
internal sealed record ReplayPlan(ImmutableArray<PlanStep> Steps, ImmutableArray<PlannedUnit> Units, ImmutableArray<HistoryRow> Contradicting)
{
    /// <summary>Makes the plan; the same rows give the same plan.</summary>
    public static ReplayPlan Of(IReadOnlyList<HistoryRow> rows)
    {
        var leading = rows.GroupBy(row => row.Call)
            .ToDictionary(call => call.Key, call => call.MinBy(row => (row.Stamps[Stamp.Dispatch], row.Line))!);
        var planned = Name(rows, leading);
        var steps = new Schedule(planned).Lay(RowSteps.InOrder(planned, row => row.Row.Line == leading[row.Row.Call].Line));
        var units = planned.GroupBy(row => row.Unit).Select(unit => new PlannedUnit(unit.Key, unit.First().Row.Unit, unit.First().Row.UnitType));
        return new(steps, [.. units], [.. rows.Where(row => Contradicts(row, leading[row.Call]))]);
    }

    private static List<PlannedRow> Name(IReadOnlyList<HistoryRow> rows, Dictionary<string, HistoryRow> leading)
    {
        var seen = new Dictionary<string, int>();
        var planned = new List<PlannedRow>(rows.Count);
        foreach (var row in rows)
        {
            var key = $"{row.Call}-{row.Unit}";
            var number = seen[key] = seen.GetValueOrDefault(key) + 1;
            var first = leading[row.Call].Stamps;
            var stamps = row.Stamps.With(Stamp.Received, first[Stamp.Received]).With(Stamp.Entry, first[Stamp.Entry]);
            planned.Add(new(row with { Stamps = stamps }, number == 1 ? key : FormattableString.Invariant($"{key}#{number}"), UnitSlug.Of(row.Unit)));
        }

        return planned;
    }

    private static bool Contradicts(HistoryRow row, HistoryRow leading) =>
        row.Stamps[Stamp.Received] != leading.Stamps[Stamp.Received] || row.Stamps[Stamp.Entry] != leading.Stamps[Stamp.Entry];
}

/// <summary>A unit of the history.</summary>
/// <param name="Slug">Its id inside its agency.</param>
/// <param name="Name">What the file calls it.</param>
/// <param name="Kind">Such as <c>ENGINE</c>.</param>
internal sealed record PlannedUnit(string Slug, string Name, string Kind);
