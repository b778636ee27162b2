using System.Collections.Immutable;
using Eoc.Exercises.Reporting;

namespace Eoc.Exercises.Replaying.Planning;

/// <summary>Lays the rows' steps one after the other and adds what follows from the order: who is stacked, unknown ends, closings.</summary>
internal sealed class Schedule
{
    private readonly ImmutableArray<PlanStep>.Builder _laid = ImmutableArray.CreateBuilder<PlanStep>();
    private readonly Dictionary<string, List<PlannedRow>> _serving = [];
    private readonly Dictionary<PlannedRow, int> _stepsLeft = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, CallProgress> _calls = [];

    public Schedule(IEnumerable<PlannedRow> rows)
    {
        foreach (var row in rows)
        {
            _stepsLeft[row] = RowSteps.CountOfUnit(row);
            var call = _calls.TryGetValue(row.Row.Call, out var known) ? known : _calls[row.Row.Call] = new(row);
            call.RowsLeft++;
        }
    }

    public ImmutableArray<PlanStep> Lay(IEnumerable<PlanStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Kind == StepKind.Dispatch) LayDispatch(step);
            else if (step.IsOfCrew) LayStep(step);
            else _laid.Add(step);
        }

        foreach (var row in _serving.Values.SelectMany(rows => rows).OrderBy(row => (row.Row.Stamps[Stamp.Dispatch], row.Row.Line)).ToArray())
            EndUnknown(row, _laid[^1].Due);
        return _laid.ToImmutable();
    }

    private void LayDispatch(PlanStep step)
    {
        var serving = _serving.TryGetValue(step.Row.Unit, out var rows) ? rows : _serving[step.Row.Unit] = [];
        foreach (var row in serving.Where(row => _stepsLeft[row] == 0).ToArray()) EndUnknown(row, step.Due);
        LayStep(step with { Stacked = serving.Count > 0 });
        serving.Add(step.Row);
    }

    private void LayStep(PlanStep step)
    {
        _laid.Add(step);
        _stepsLeft[step.Row]--;
        if (step.Kind == StepKind.Clear) End(step.Row, step.Due);
    }

    private void EndUnknown(PlannedRow row, DateTimeOffset due)
    {
        _laid.Add(new(due, StepKind.EndUnknown, row, due));
        End(row, due);
    }

    private void End(PlannedRow row, DateTimeOffset due)
    {
        _serving[row.Unit].Remove(row);
        var call = _calls[row.Row.Call];
        if (--call.RowsLeft == 0) _laid.Add(new(due, StepKind.Close, call.First, due));
    }

    private sealed class CallProgress(PlannedRow first)
    {
        public PlannedRow First { get; } = first;

        public int RowsLeft { get; set; }
    }
}
