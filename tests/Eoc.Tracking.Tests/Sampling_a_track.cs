using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Tracking.Ingesting;
using Eoc.Tracking.Sampling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.Tracking.Tests;

public sealed class Sampling_a_track : IDisposable
{
    private const long Now = 1_700_000_000_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("eoc-tracks-").FullName;
    private readonly RealmTracks _tracks = new(RealmId.Live);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void takes_a_point_every_twenty_metres_and_every_minute()
    {
        Assert.Single(After(0, 41.8));
        Assert.Empty(After(10_000, 41.80005));
        Assert.Single(After(20_000, 41.8003));
        Assert.Empty(After(60_000, 41.8003));
        Assert.Single(After(80_000, 41.8003));
    }

    [Fact]
    public async Task can_be_read_back_by_time()
    {
        var (file, cancellation) = (new TrackFile(_folder, RealmId.Live), TestContext.Current.CancellationToken);
        await file.Append([new("cfd/e1", 1, 2, Now), new("cfd/e2", 3, 4, Now), new("cfd/e1", 5, 6, Now + 1_000)], cancellation);
        await file.Append([new("cfd/e1", 5, 6, Now + 1_000), new("cfd/e1", 7, 8, Now + 2_000)], cancellation);
        Assert.Equal([1, 3, 5], (await file.Read(Now, Now + 2_000, cancellation)).Select(sample => sample.Latitude));
        Assert.Equal(4, (await file.Read(0, long.MaxValue, cancellation)).Count);
    }

    [Fact]
    public async Task is_forgotten_after_thirty_days()
    {
        var (file, cancellation) = (new TrackFile(_folder, RealmId.Live), TestContext.Current.CancellationToken);
        await file.Append([new("cfd/e1", 1, 2, Now)], cancellation);
        await file.Append([new("cfd/e1", 3, 4, Now + 31L * 24 * 3_600_000)], cancellation);
        Assert.Equal([3], (await file.Read(0, long.MaxValue, cancellation)).Select(sample => sample.Latitude));
    }

    [Fact]
    public async Task is_forgotten_with_its_realm()
    {
        var (realms, cancellation) = (new TrackedRealms(), TestContext.Current.CancellationToken);
        using var writing = new TrackWriting(realms, new(_folder), TimeProvider.System, NullLogger<TrackWriting>.Instance);
        await new TrackFile(_folder, RealmId.Demo).Append([new("cfd/e1", 1, 2, Now)], cancellation);
        await new TrackFile(_folder, RealmId.Live).Append([new("cfd/e1", 1, 2, Now)], cancellation);
        var tracks = realms.Of(RealmId.Demo);

        foreach (var keeper in (IRealmKeeper[])[realms, writing]) await keeper.Forget(RealmId.Demo, cancellation);

        Assert.Equal(["live.db"], Directory.EnumerateFiles(_folder, "*.db").Select(Path.GetFileName));
        Assert.True(tracks.Gone.IsCancellationRequested);
        Assert.NotSame(tracks, realms.Of(RealmId.Demo));
    }

    private List<TrackSample> After(long milliseconds, double latitude)
    {
        _tracks.Take(_tracks.Of("cfd/e1"), new(latitude, -87.6, Now + milliseconds), Now + milliseconds);
        return TrackSampling.Take(_tracks);
    }
}
