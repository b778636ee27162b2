using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;

namespace Eoc.Simulation.Checking;

/// <summary>Whether a service that keeps what it makes of the facts has counted each once.</summary>
internal static class Measured
{
    public static IEnumerable<string> AsTheJournalSays(Aftermath record, IReadOnlyList<string> responses)
    {
        var expected = record.Units.SelectMany(unit => Of(unit.Id, unit.Entries)).Order(StringComparer.Ordinal).ToList();
        var measured = responses.Order(StringComparer.Ordinal).ToList();
        if (!expected.SequenceEqual(measured, StringComparer.Ordinal))
            yield return $"I4: of {expected.Count} responses {expected.Except(measured).Count()} are not measured as the journal has them, and {measured.Except(expected).Count()} otherwise";
    }

    private static IEnumerable<string> Of(UnitId unit, List<StoredFact> entries) =>
        from sent in entries
        where sent.Fact is UnitDispatched
        let assignment = ((UnitDispatched)sent.Fact!).Assignment
        select $"{unit} {assignment} {At(sent)} {Reached(entries, assignment, AssignmentStep.EnRoute)} {Reached(entries, assignment, AssignmentStep.OnScene)}";

    private static string Reached(List<StoredFact> entries, AssignmentId assignment, AssignmentStep step) =>
        entries.FindLast(entry => entry.Fact is AssignmentAdvanced moved && moved.Assignment == assignment && moved.Step == step) is { } reached ? At(reached) : "-";

    private static string At(StoredFact entry) => FormattableString.Invariant($"{Microseconds.From(entry.Header.OccurredAt)}");
}
