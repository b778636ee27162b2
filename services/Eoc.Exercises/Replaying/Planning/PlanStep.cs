using Eoc.Exercises.Replaying.Reading;

namespace Eoc.Exercises.Replaying.Planning;

/// <summary>What is done in one step of a replay.</summary>
internal enum StepKind
{
    TakeCall,
    OpenIncident,
    Dispatch,

    /// <summary>Writes into the incident's log that times of the row lie in an hour that came twice, and that the first was taken.</summary>
    NoteTimes,
    EnRoute,
    OnScene,
    Transporting,
    AtHospital,
    Clear,

    /// <summary>Ends an assignment of which nobody knows when it ended.</summary>
    EndUnknown,
    Close,
}

/// <summary>A row with the name its ids are derived from.</summary>
/// <param name="Row">As read; received and entry are the call's.</param>
/// <param name="Key">Call and unit; a second row of the same two is numbered by its place in the file.</param>
/// <param name="Unit">The unit's slug.</param>
internal sealed record PlannedRow(HistoryRow Row, string Key, string Unit);

/// <summary>One step of a replay.</summary>
/// <param name="Due">The realm's time at which it is played: the latest of its own and all earlier times of its row.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Row">Of which row; for what concerns the whole call its first one.</param>
/// <param name="OccurredAt">Its own event time, which may be earlier.</param>
/// <param name="Stacked">For a dispatch: whether the unit still serves another call.</param>
internal readonly record struct PlanStep(DateTimeOffset Due, StepKind Kind, PlannedRow Row, DateTimeOffset OccurredAt, bool Stacked = false)
{
    /// <summary>Whether it is the call's and not one unit's.</summary>
    public bool IsOfCall => Kind is StepKind.TakeCall or StepKind.OpenIncident or StepKind.Close;

    /// <summary>Whether the crew says it, from the unit; all else is the dispatchers'.</summary>
    public bool IsOfCrew => Kind is >= StepKind.EnRoute and <= StepKind.Clear;
}
