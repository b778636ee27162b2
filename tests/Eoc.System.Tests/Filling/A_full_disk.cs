using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Watching;

namespace Eoc.SystemTests.Filling;

/// <summary>F6: the journal's disk is full under load, and has room again.</summary>
public sealed class A_full_disk(ITestOutputHelper output)
{
    private const int Megabytes = 48;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Healed = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task loses_nothing_stays_readable_and_is_written_again_when_there_is_room()
    {
        await using var disk = await SmallDisk.Mount(Megabytes);
        Assert.SkipWhen(disk is null, "needs root on Linux, to mount a small disk");
        await using var centre = await EmbeddedCentre.OpenUnder(disk!.Folder);
        var supervisor = centre.Crew.Supervisor;
        var units = await centre.Crew.Enrol("full", 8);
        await using var viewer = Viewer.At(supervisor);
        await using var load = Load.Begin(supervisor.Asking(patience: TimeSpan.FromMinutes(2), oneTry: TimeSpan.FromSeconds(4)), units);
        await load.IsAtWork();
        var filled = TimeProvider.System.GetTimestamp();

        disk.Fill();
        var impatient = supervisor.Asking(patience: TimeSpan.Zero, oneTry: TimeSpan.FromSeconds(4));
        await Eventually.Holds("a command is not acknowledged", Soon, async () =>
            (await impatient.OpenIncident(Guid.CreateVersion7(), null)).Outcome is null ? null : "all are acknowledged");
        output.WriteLine($"not acknowledged {TimeProvider.System.GetElapsedTime(filled).TotalSeconds:0.0} s after the disk was full");
        var realm = await new RealmService.RealmServiceClient(supervisor.Edge).GetRealmAsync(new() { Realm = "live" }, supervisor.Headers);
        Assert.Equal(RealmKind.Live, realm.Kind);

        disk.Clear();
        var cleared = TimeProvider.System.GetTimestamp();
        await load.IsAtWork();
        output.WriteLine($"acknowledged again {TimeProvider.System.GetElapsedTime(cleared).TotalSeconds:0.0} s after there was room");
        var history = await load.End();
        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        await Invariants.Hold(centre, history);
        await viewer.Converges(centre, Healed);
    }
}
