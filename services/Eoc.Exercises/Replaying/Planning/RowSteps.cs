using Eoc.Exercises.Reporting;

namespace Eoc.Exercises.Replaying.Planning;

/// <summary>The steps that the times of a row stand for, in the order in which all rows are played.</summary>
internal static class RowSteps
{
    /// <summary>
    /// All rows' steps by (due, the row's dispatch, column); rows that are equal in these keep the order of the file. The call's own steps
    /// come once, from its first row.
    /// </summary>
    public static IEnumerable<PlanStep> InOrder(IReadOnlyList<PlannedRow> rows, Func<PlannedRow, bool> isFirstOfCall) => rows
        .SelectMany(row => Of(row, isFirstOfCall(row)))
        .OrderBy(step => step.Due)
        .ThenBy(step => step.Row.Row.Stamps[Stamp.Dispatch])
        .ThenBy(step => step.Kind)
        .ThenBy(step => step.Row.Row.Line);

    /// <summary>How many of a row's steps are its unit's, from dispatch on.</summary>
    public static int CountOfUnit(PlannedRow row) => Of(row, withCall: false).Count(step => step.Kind != StepKind.NoteTimes);

    private static IEnumerable<PlanStep> Of(PlannedRow row, bool withCall)
    {
        var due = DateTimeOffset.MinValue;
        for (var stamp = Stamp.Received; stamp <= Stamp.Available; stamp++)
        {
            if (row.Row.Stamps[stamp] is not { } time) continue;
            due = time > due ? time : due;
            if (stamp > Stamp.Entry || withCall) yield return new(due, KindOf(stamp), row, time);
            if (stamp == Stamp.Dispatch && !row.Row.CameTwice.IsEmpty) yield return new(due, StepKind.NoteTimes, row, time);
        }
    }

    private static StepKind KindOf(Stamp stamp) => stamp switch
    {
        Stamp.Received => StepKind.TakeCall,
        Stamp.Entry => StepKind.OpenIncident,
        Stamp.Dispatch => StepKind.Dispatch,
        Stamp.Response => StepKind.EnRoute,
        Stamp.OnScene => StepKind.OnScene,
        Stamp.Transport => StepKind.Transporting,
        Stamp.Hospital => StepKind.AtHospital,
        _ => StepKind.Clear,
    };
}
