using Eoc.Exercises.Reporting;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using Interval = Eoc.Exercises.Reporting.Interval;

namespace Eoc.Exercises.Tests;

/// <summary>Every figure against the plainest possible computation of its definition.</summary>
public sealed class Computing_the_figures
{
    [Property]
    public Property counts_rows_calls_and_units() => Holds((responses, figures) =>
        figures.Rows == responses.Length && figures.Calls == responses.Select(r => r.Call).Distinct().Count() && figures.Units == responses.Select(r => r.Unit).Distinct().Count());

    [Property]
    public Property finds_the_first_instant_with_most_assignments_committed() => Holds((responses, figures) =>
        figures.PeakCommittedAssignments == PeakOf([.. responses.Select(r => (r.Stamps[Stamp.Dispatch], r.Stamps[Stamp.Available]))]));

    [Property]
    public Property finds_the_first_instant_with_most_calls_active() => Holds((responses, figures) =>
        figures.PeakConcurrentCalls == PeakOf([.. responses.GroupBy(r => r.Call).Select(ActiveSpan)]));

    [Property]
    public Property finds_the_earliest_of_the_busiest_hours() => Holds((responses, figures) =>
    {
        var received = responses.GroupBy(r => r.Call).Select(call => Local(call.Min(r => r.Stamps[Stamp.Received])!.Value)).ToArray();
        var hours = Enumerable.Range(0, 48).Select(hour => new DateTime(2017, 1, 1).AddHours(hour)).ToArray();
        var best = hours.MaxBy(hour => received.Count(at => at >= hour && at < hour.AddHours(1)));
        var count = received.Count(at => at >= best && at < best.AddHours(1));
        return figures.BusiestHour == (count == 0 ? default : new Peak(count, best));
    });

    [Property]
    public Property takes_the_middle_and_the_ninth_tenth_of_each_interval() => Holds((responses, figures) =>
        figures.Turnout == IntervalOf(responses, Stamp.Dispatch, Stamp.Response)
        && figures.Travel == IntervalOf(responses, Stamp.Response, Stamp.OnScene)
        && figures.ReceivedToEntry == IntervalOf(responses, Stamp.Received, Stamp.Entry));

    [Property]
    public Property counts_times_before_their_predecessor() => Holds((responses, figures) => figures.OutOfOrder == responses.Sum(r =>
    {
        var times = Enum.GetValues<Stamp>().Select(stamp => r.Stamps[stamp]).OfType<DateTimeOffset>().ToArray();
        return Enumerable.Range(1, times.Length - 1).Count(at => times[at] < times[at - 1]);
    }));

    [Property]
    public Property counts_those_who_never_arrived() => Holds((responses, figures) => figures.NeverOnScene == responses.Count(r => r.Stamps[Stamp.OnScene] is null));

    [Fact]
    public void counts_a_unit_on_two_calls_once_for_each_neighbouring_pair() => Assert.Equal(2, Figures(
        Response("a", "e1", dispatch: 0, available: 10), Response("b", "e1", dispatch: 9, available: 20), Response("c", "e1", dispatch: 15, available: 30),
        Response("c", "e2", dispatch: 29, available: 40), Response("d", "e1", dispatch: 30, available: 31)).OverlappingAssignments);

    [Fact]
    public void counts_no_overlap_on_the_same_call_or_without_available() => Assert.Equal(0, Figures(
        Response("a", "e1", dispatch: 0, available: 10), Response("a", "e1", dispatch: 5, available: 12), Response("b", "e2", dispatch: 0, available: null),
        Response("c", "e2", dispatch: 5, available: 9)).OverlappingAssignments);

    [Fact]
    public void lets_ends_count_before_starts_at_equal_instants() =>
        Assert.Equal(1, Figures(Response("a", "e1", 0, 10), Response("b", "e2", 10, 20)).PeakCommittedAssignments.Value);

    [Fact]
    public void says_nothing_of_nothing() =>
        Assert.Equal(new(0, 0, 0, default, default, default, default, default, default, 0, 0, 0), Figures());

    private static Property Holds(Func<UnitResponse[], ResponseFigures, bool> property) =>
        Prop.ForAll(RandomHistories.UnitResponses, responses => property(responses, Figures(responses)));

    private static ResponseFigures Figures(params UnitResponse[] responses) => ResponseFigures.Of(responses, Histories.LosAngeles);

    private static UnitResponse Response(string call, string unit, int dispatch, int? available)
    {
        var midnight = new DateTimeOffset(2017, 1, 1, 8, 0, 0, TimeSpan.Zero);
        DateTimeOffset? end = available is { } minutes ? midnight.AddMinutes(minutes) : null;
        return new(call, unit, default(Stamps).With(Stamp.Received, midnight).With(Stamp.Dispatch, midnight.AddMinutes(dispatch)).With(Stamp.Available, end));
    }

    private static (DateTimeOffset? From, DateTimeOffset? To) ActiveSpan(IEnumerable<UnitResponse> call)
    {
        var available = call.Select(r => r.Stamps[Stamp.Available]).OfType<DateTimeOffset>().ToArray();
        var dispatched = call.Select(r => r.Stamps[Stamp.Dispatch]).OfType<DateTimeOffset>();
        return (call.Min(r => r.Stamps[Stamp.Received]), available.Length > 0 ? available.Max() : dispatched.Min());
    }

    private static Peak PeakOf(IReadOnlyCollection<(DateTimeOffset? From, DateTimeOffset? To)> spans)
    {
        var instants = spans.Where(span => span.From < span.To).Select(span => span.From!.Value).Order().ToArray();
        var counts = instants.Select(at => (At: at, Count: spans.Count(span => span.From <= at && span.To > at))).ToArray();
        return counts.Length == 0 ? default : counts.MaxBy(entry => entry.Count) is var best ? new(best.Count, Local(best.At)) : default;
    }

    private static Interval IntervalOf(UnitResponse[] responses, Stamp from, Stamp to)
    {
        var values = responses.Where(r => r.Stamps[from] is not null && r.Stamps[to] is not null)
            .Select(r => (r.Stamps[to]!.Value - r.Stamps[from]!.Value).TotalSeconds).ToList();
        values.Sort();
        return values.Count == 0 ? default : new(values.Count, values[(int)Math.Floor(values.Count / 2.0)], values[(int)Math.Floor(0.9 * values.Count)]);
    }

    private static DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Histories.LosAngeles).DateTime;
}
