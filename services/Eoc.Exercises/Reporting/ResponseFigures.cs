namespace Eoc.Exercises.Reporting;

/// <summary>What happened in a realm, in numbers.</summary>
/// <param name="Rows">Responses: one unit to one call.</param>
/// <param name="Calls">Calls that a unit was sent to.</param>
/// <param name="Units">Units that were sent.</param>
/// <param name="PeakConcurrentCalls">Most calls active at once, and when first.</param>
/// <param name="PeakCommittedAssignments">Most responses under way at once, and when first.</param>
/// <param name="BusiestHour">Most calls received in one local clock hour, and which.</param>
/// <param name="ReceivedToEntry">Seconds from received to entry, one value a response.</param>
/// <param name="Turnout">Seconds from dispatch to response.</param>
/// <param name="Travel">Seconds from response to on scene.</param>
/// <param name="OutOfOrder">Times earlier than the one before them in their response.</param>
/// <param name="OverlappingAssignments">Times that a unit was sent before it was available from another call.</param>
/// <param name="NeverOnScene">Responses that never arrived.</param>
internal sealed record ResponseFigures(
    int Rows, int Calls, int Units, Peak PeakConcurrentCalls, Peak PeakCommittedAssignments, Peak BusiestHour,
    Interval ReceivedToEntry, Interval Turnout, Interval Travel, int OutOfOrder, int OverlappingAssignments, int NeverOnScene)
{
    /// <summary>Computes the figures; the zone decides what a clock hour is and how times are told.</summary>
    public static ResponseFigures Of(IReadOnlyCollection<UnitResponse> responses, TimeZoneInfo zone)
    {
        var calls = responses.GroupBy(response => response.Call).Select(ActiveCall.Of).ToArray();
        return new(
            responses.Count, calls.Length, responses.Select(response => response.Unit).Distinct().Count(),
            Peak.Of(calls.Select(call => (call.Received, call.Ends)), zone),
            Peak.Of(responses.Select(response => (response.Stamps[Stamp.Dispatch], response.Stamps[Stamp.Available])), zone),
            Peak.OfHours(calls.Select(call => call.Received), zone),
            Interval.Of(responses, Stamp.Received, Stamp.Entry), Interval.Of(responses, Stamp.Dispatch, Stamp.Response),
            Interval.Of(responses, Stamp.Response, Stamp.OnScene),
            responses.Sum(response => CountOutOfOrder(response.Stamps)), CountOverlaps(responses),
            responses.Count(response => response.Stamps[Stamp.OnScene] is null));
    }

    private static int CountOutOfOrder(Stamps stamps)
    {
        var (count, before) = (0, (DateTimeOffset?)null);
        for (var stamp = Stamp.Received; stamp <= Stamp.Available; stamp++)
        {
            if (stamps[stamp] is not { } time) continue;
            if (time < before) count++;
            before = time;
        }

        return count;
    }

    private static int CountOverlaps(IEnumerable<UnitResponse> responses) => responses
        .Where(response => response.Stamps[Stamp.Dispatch] is not null && response.Stamps[Stamp.Available] is not null)
        .GroupBy(response => response.Unit)
        .Sum(unit =>
        {
            var inOrder = unit.OrderBy(response => response.Stamps[Stamp.Dispatch]).ToArray();
            return inOrder.Zip(inOrder.Skip(1)).Count(pair => Overlaps(pair.First, pair.Second));
        });

    private static bool Overlaps(UnitResponse earlier, UnitResponse later) =>
        earlier.Call != later.Call && later.Stamps[Stamp.Dispatch] < earlier.Stamps[Stamp.Available];

    /// <summary>A call is active from received to the last of its units' becoming available, or to its first dispatch when that is never known.</summary>
    private readonly record struct ActiveCall(DateTimeOffset? Received, DateTimeOffset? Ends)
    {
        public static ActiveCall Of(IEnumerable<UnitResponse> responses) => new(
            responses.Min(response => response.Stamps[Stamp.Received]),
            responses.Max(response => response.Stamps[Stamp.Available]) ?? responses.Min(response => response.Stamps[Stamp.Dispatch]));
    }
}
