namespace Eoc.Exercises.Replaying.Reading;

/// <summary>The columns of a call history that are used. Those of the time stamps stand in the order of a row's steps.</summary>
internal enum HistoryColumn
{
    CallNumber,
    UnitId,
    CallType,
    Received,
    Entry,
    Dispatch,
    Response,
    OnScene,
    Transport,
    Hospital,
    Available,
    Disposition,
    Address,
    Priority,
    UnitType,
    Location,
    City,
    StationArea,
    RowId,
}

/// <summary>Something in the file that stops an import.</summary>
/// <param name="Line">From 1; the header is line 1.</param>
/// <param name="Field">The column as the file calls it, or empty when the whole row is meant.</param>
/// <param name="What">In words, with what to do.</param>
internal sealed record HistoryProblem(long Line, string Field, string What)
{
    public override string ToString() => FormattableString.Invariant($"line {Line}{(Field.Length == 0 ? "" : $", {Field}")}: {What}");
}
