using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Watching;
using Eoc.TestServers;

namespace Eoc.SystemTests.Restoring;

/// <summary>The drill of infra/runbooks/restore.md: back up while dispatchers work, lose everything, bring it back on empty ground, and measure.</summary>
public sealed class A_lost_site(ITestOutputHelper output)
{
    /// <summary>reliability goal F19.</summary>
    private static readonly TimeSpan LongestReturn = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Healed = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task in_the_embedded_shape_comes_back_as_of_its_last_backup()
    {
        await using var centre = await EmbeddedCentre.Open();
        var units = await centre.Crew.Enrol("drill", 8);
        await using var load = Load.Begin(centre.Crew.Supervisor, units);
        await load.IsAtWork();

        await Witnessed(centre.Process);
        var before = load.History;
        var backup = Path.Combine(Directory.CreateTempSubdirectory("eoc-backup-").FullName, "copy");
        var (code, said) = await HostProcess.Run(["backup", backup], centre.Process.Data);
        Assert.True(code == 0, said);
        var backedUpAt = TimeProvider.System.GetTimestamp();
        await load.IsAtWork();
        var history = await load.End();
        var lostAt = TimeProvider.System.GetTimestamp();
        await centre.Process.Kill();
        Directory.Delete(centre.Process.Data, recursive: true);

        await Copy(backup, centre.Process.Data);
        await Verified(centre.Process.Data);
        await centre.Process.Start();
        var returned = await FirstCommand(centre.Crew.Supervisor, lostAt);

        var record = await centre.ReadJournal();
        var lost = history.Count(attempt => attempt.IsAccepted && record.Replies.Keys.All(key => key.Command != attempt.Command));
        output.WriteLine($"RTO {returned.TotalSeconds:0.0} s; RPO {TimeProvider.System.GetElapsedTime(backedUpAt, lostAt).TotalSeconds:0.0} s: {lost} of {history.Count} commands were newer than the backup; {said.Split('\n')[0]}");
        Assert.True(lost > 0, "Nothing was done after the backup: that it is older was not shown.");
        Assert.InRange(returned, TimeSpan.Zero, LongestReturn);
        await Invariants.Hold(centre, before);
        await Shown(centre.Crew.Supervisor, centre);
    }

    [Fact]
    public async Task in_the_cluster_shape_comes_back_with_every_acknowledged_command()
    {
        await using var site = await Site.Open("silo,edge,work");
        using var archive = ServerFolder.For("postgres");
        var shipping = await site.Database.Ship(archive);
        var units = await site.Crew.Enrol("drill", 8);
        await using var load = Load.Begin(site.Crew.Supervisor, units);
        await load.IsAtWork();

        var member = site.Members[0];
        await Witnessed(member);
        var folder = Path.Combine(Directory.CreateTempSubdirectory("eoc-backup-").FullName, "copy");
        var (code, said) = await HostProcess.Run(["backup", folder], member.Data, member.Settings);
        Assert.True(code == 0, said);
        using var copies = ServerFolder.For("postgres");
        var copy = Path.Combine(copies.Path, "copy");
        await site.Database.CopyTo(copy);
        await load.IsAtWork();
        await site.Database.Lose();
        var lostAt = TimeProvider.System.GetTimestamp();
        await member.Kill();
        await site.Broker.Kill();
        await shipping.DisposeAsync();
        Directory.Delete(member.Data, recursive: true);

        await Copy(folder, member.Data);
        await site.Database.Restore(copy, archive);
        await Verified(member.Data, member.Settings);
        await site.Broker.Start();
        await member.Start();
        var returned = await FirstCommand(site.Crew.Supervisor, lostAt);
        await load.IsAtWork();
        var history = await load.End();

        output.WriteLine($"RTO {returned.TotalSeconds:0.0} s; RPO 0: every one of {history.Count(attempt => attempt.IsAccepted)} acknowledged commands is there");
        Assert.InRange(returned, TimeSpan.Zero, LongestReturn);
        await Invariants.Hold(site, history);
        await Shown(site.Crew.Supervisor, site);
    }

    private static Task Witnessed(Member member) => Eventually.Holds("something is witnessed", TimeSpan.FromSeconds(60), () => Task.FromResult(
        new FileInfo(Path.Combine(member.Data, "witness.log")).Length > 0 ? null : "nothing yet"));

    private static async Task Copy(string from, string to)
    {
        using var copy = System.Diagnostics.Process.Start("cp", ["-a", from, to]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
    }

    private async Task Verified(string data, params (string Key, string Value)[] settings)
    {
        var (code, said) = await HostProcess.Run(["verify"], data, settings);
        Assert.True(code == 0, said);
        output.WriteLine(said.Trim());
    }

    /// <summary>From the loss until somebody's command is acknowledged again.</summary>
    private static async Task<TimeSpan> FirstCommand(Desk desk, long lostAt)
    {
        Crew.Accepted(await desk.OpenIncident(Guid.CreateVersion7()));
        return TimeProvider.System.GetElapsedTime(lostAt);
    }

    private static async Task Shown(Desk desk, ICentre centre)
    {
        await using var viewer = Viewer.At(desk);
        await viewer.Converges(centre, Healed);
    }
}
