using Eoc.Exercises.Replaying.Reading;
using Eoc.Exercises.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace Eoc.Exercises.Tests;

/// <summary>Histories in which few units serve few calls within minutes: times are missing, equal, out of order, and units overlap.</summary>
internal static class RandomHistories
{
    private static readonly DateTimeOffset Midnight = new(2017, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DateTimeOffset> Times = Gen.Choose(0, 240).Select(minutes => Midnight.AddMinutes(minutes));

    private static readonly Gen<DateTimeOffset?> MaybeTimes =
        Gen.Frequency((3, Times.Select(time => (DateTimeOffset?)time)), (1, Gen.Constant<DateTimeOffset?>(null)));

    private static readonly Gen<Stamps> AllStamps =
        from first in Times.ArrayOf(3)
        from rest in MaybeTimes.ArrayOf(5)
        select first.Select(time => (DateTimeOffset?)time).Concat(rest).Index().Aggregate(default(Stamps), (stamps, next) => stamps.With((Stamp)next.Index, next.Item));

    private static readonly Gen<(string Call, string Unit, Stamps Stamps)> Responses =
        from call in Gen.Choose(1, 8)
        from unit in Gen.Choose(1, 4)
        from stamps in AllStamps
        select ($"C{call}", $"E{unit}", stamps);

    public static Arbitrary<HistoryRow[]> Rows { get; } = Responses.ArrayOf().Select(Number).ToArbitrary();

    public static Arbitrary<UnitResponse[]> UnitResponses { get; } =
        Responses.ArrayOf().Select(all => all.Select(one => new UnitResponse(one.Call, one.Unit, one.Stamps)).ToArray()).ToArbitrary();

    private static HistoryRow[] Number((string Call, string Unit, Stamps Stamps)[] all) =>
        [.. all.Select((one, at) => new HistoryRow(at + 2, one.Call, one.Unit, one.Stamps, [], new("Alarm", 1, "", null, "Fire"), "ENGINE"))];
}
