using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Tracking.Ingesting;
using Eoc.Tracking.Reporting;

namespace Eoc.Tracking.Tests;

public sealed class Believing_a_position
{
    private const long Now = 1_700_000_000_000;
    private readonly UnitTrack _track = new("cfd/e12");

    [Theory]
    [InlineData(double.NaN, -87.6)]
    [InlineData(41.8, double.PositiveInfinity)]
    [InlineData(90.1, -87.6)]
    [InlineData(41.8, -180.1)]
    [InlineData(0, 0)]
    public void is_refused_to_what_is_nowhere(double latitude, double longitude) =>
        Assert.Equal(Verdict.Refused, _track.Take(new(latitude, longitude, Now), Now));

    [Fact]
    public void is_refused_to_the_future_but_for_five_seconds()
    {
        Assert.Equal(Verdict.Refused, _track.Take(new(41.8, -87.6, Now + 5_001), Now));
        Assert.Equal(Verdict.Accepted, _track.Take(new(41.8, -87.6, Now + 5_000), Now));
    }

    [Fact]
    public void passes_over_what_is_not_newer()
    {
        _track.Take(new(41.8, -87.6, Now), Now);
        Assert.Equal(Verdict.Superseded, _track.Take(new(41.9, -87.6, Now), Now));
        Assert.Equal(Verdict.Superseded, _track.Take(new(41.9, -87.6, Now - 1), Now));
        Assert.Equal(41_800_000, _track.Latitude);
    }

    [Fact]
    public void waits_when_a_unit_jumps_five_hundred_kilometres_in_a_second()
    {
        _track.Take(new(41.8, -87.6, Now), Now);
        Assert.Equal(Verdict.Quarantined, _track.Take(new(46.3, -87.6, Now + 1_000), Now + 1_000));
        Assert.Equal(41_800_000, _track.Latitude);
        Assert.Equal(Verdict.Accepted, _track.Take(new(41.8001, -87.6, Now + 2_000), Now + 2_000));
    }

    [Fact]
    public void comes_back_when_three_in_a_row_agree()
    {
        _track.Take(new(46.3, -87.6, Now), Now);
        var verdicts = Enumerable.Range(1, 3).Select(second => _track.Take(new(41.8, -87.6, Now + second * 1_000), Now + 10_000)).ToArray();
        Assert.Equal([Verdict.Quarantined, Verdict.Quarantined, Verdict.Accepted], verdicts);
        Assert.Equal(41_800_000, _track.Latitude);
    }

    [Fact]
    public void does_not_add_up_jumps_that_contradict_each_other()
    {
        _track.Take(new(41.8, -87.6, Now), Now);
        for (var i = 1; i < 20; i++)
            Assert.Equal(Verdict.Quarantined, _track.Take(new(i % 2 == 0 ? 60 : 10, -87.6, Now + i * 1_000), Now + 30_000));
    }

    [Fact]
    public void knows_that_the_world_is_round()
    {
        _track.Take(new(52, 179.9999, Now), Now);
        Assert.Equal(Verdict.Accepted, _track.Take(new(52, -179.9999, Now + 1_000), Now + 1_000));
    }

    [Fact]
    public void rounds_to_the_nearest_millionth_of_a_degree()
    {
        _track.Take(new(41.8781136, -87.6297982, Now), Now);
        Assert.Equal((41_878_114, -87_629_798), (_track.Latitude, _track.Longitude));
    }

    [Fact]
    public void allocates_nothing()
    {
        const int Units = 1_000;
        var realms = new TrackedRealms();
        var stream = new ReportStream(realms);
        var message = new ReportRequest { Realm = "live" };
        for (var unit = 0; unit < Units; unit++) message.Units.Add(FormattableString.Invariant($"cfd/u{unit}"));
        Fill(message, Units, 0);
        stream.Begin(message);
        stream.Take(message, Now);
        Rows(realms.Of(RealmId.Live).Batch(all: false));

        // What each position costs is there every time; what the runtime adds once is not in the least of three.
        var allocated = Enumerable.Range(0, 3).Select(Allocated).Min();

        Assert.InRange(allocated, 0, 64);
        Assert.Equal(Units * 301ul, stream.Response.Accepted);

        long Allocated(int run)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var second = run * 100 + 1; second <= run * 100 + 100; second++)
            {
                for (var row = 0; row < Units; row++) (message.Latitudes[row], message.FixedAtMs[row]) = (41.8 + second * 1e-5, Now + second);
                stream.Take(message, Now + second);
                realms.Of(RealmId.Live).Batch(all: false).Dispose();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void tells_each_unit_that_moved_once_a_batch_and_all_of_them_now_and_then()
    {
        var tracks = new RealmTracks(RealmId.Live);
        var (one, two) = (tracks.Of("cfd/e1"), tracks.Of("cfd/e2"));
        tracks.Take(one, new(41.8, -87.6, Now), Now);
        tracks.Take(one, new(41.8001, -87.6, Now + 1), Now);
        tracks.Take(two, new(41.9, -87.6, Now), Now);
        Assert.Equal(2, Rows(tracks.Batch(all: false)));
        Assert.True(tracks.Batch(all: false).IsEmpty);
        tracks.Take(one, new(41.8002, -87.6, Now + 2), Now);
        Assert.Equal(1, Rows(tracks.Batch(all: false)));
        Assert.Equal(2, Rows(tracks.Batch(all: true)));
    }

    private static int Rows(PackedBatch batch)
    {
        using var lent = batch;
        var rows = new PositionRows(batch.Rows.Span);
        var count = 0;
        Span<char> unit = stackalloc char[PositionRows.LongestUnit];
        while (rows.Next(unit, out _)) count++;
        return count;
    }

    private static void Fill(ReportRequest message, int units, int second)
    {
        for (var unit = 0; unit < units; unit++)
        {
            message.UnitNumbers.Add((uint)unit);
            message.Latitudes.Add(41.8);
            message.Longitudes.Add(-87.6);
            message.FixedAtMs.Add(Now + second);
        }
    }
}
