using Eoc.SystemTests.Clustering;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Watching;

namespace Eoc.SystemTests.Outages;

[Collection(nameof(TwoSilos))]
public sealed class The_broker_away_under_load(TwoSilos cluster, ITestOutputHelper output)
{
    private static readonly TimeSpan Healed = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task stops_no_command_and_no_console_and_loses_nothing()
    {
        var site = cluster.Site;
        await site.Heal();
        var units = await site.Crew.Enrol("broker", 12);
        await using var first = Viewer.At(site.Crew.Supervisor.At(0));
        await using var second = Viewer.At(site.Crew.Supervisor.At(1));
        // A try is not given up because the machine is busy: that a command is sent again is to be the broker's doing or nobody's.
        await using var load = Load.Begin(site.Crew.Supervisor.Asking(patience: TimeSpan.FromSeconds(60), oneTry: TimeSpan.FromSeconds(30)), units);
        await load.IsAtWork();

        await site.Broker.Kill();
        var goneAt = TimeProvider.System.GetTimestamp();
        await load.IsAtWork();
        await BothShow(first, second, await Open(site.Crew.Supervisor));
        await Eventually.Passes(Rounds.Of(TimeSpan.FromSeconds(60), least: TimeSpan.FromSeconds(10)), goneAt);
        var backAt = TimeProvider.System.GetTimestamp();
        await site.Broker.Start();
        await load.IsAtWork();
        var history = await load.End();

        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        var during = history.Where(attempt => attempt.AnsweredAt > goneAt && attempt.AnsweredAt < backAt).ToList();
        output.WriteLine($"{during.Count} commands while it was away, slowest {during.Max(attempt => attempt.Took).TotalMilliseconds:0} ms");
        Assert.All(during, attempt => Assert.Equal(1, attempt.Tries));
        await Invariants.Hold(site, history);
        await first.Converges(site, Healed);
        await second.Converges(site, Healed);
    }

    private static async Task<Guid> Open(Desk desk)
    {
        var incident = Guid.CreateVersion7();
        Crew.Accepted(await desk.OpenIncident(incident));
        return incident;
    }

    private static async Task BothShow(Viewer first, Viewer second, Guid incident) =>
        await Eventually.Holds("consoles go on from the journal", TimeSpan.FromSeconds(30), () =>
            Task.FromResult(first.Shows(incident) && second.Shows(incident) ? null : "the incident opened meanwhile is not shown"));
}
