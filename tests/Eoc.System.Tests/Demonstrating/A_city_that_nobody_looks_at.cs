using Eoc.Exercises.Demonstrating;
using Eoc.SystemTests.Running;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>The demonstration against a whole host in this process, with a patience of seconds.</summary>
public sealed class A_city_that_nobody_looks_at
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task sleeps_and_comes_to_life_when_somebody_does()
    {
        await using var centre = await OwnCentre.Start();
        using var ending = new CancellationTokenSource();
        var (log, opened) = (new Diary(), new TaskCompletionSource<Uri>());
        // However much is open still, it counts as a long sleep.
        var demonstration = new Demonstration(centre.Host, "demo-chicago", seed: 7, TimeProvider.System, log) { Rest = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), int.MaxValue) };
        var playing = demonstration.Run(opened.SetResult, ending.Token);

        await log.Says("moves in the realm");
        await log.Says("Nobody has looked");
        await using (var newcomer = await Newcomer.Open(centre.Host.Address, (await opened.Task).Fragment["#start=".Length..]))
        {
            await log.Says("comes to life");
            var known = newcomer.Incidents;
            await Eventually.Holds("the city has been at work all along", Soon, () => Task.FromResult(newcomer.Incidents.Count >= known.Count + 5 ? null : $"{newcomer.Incidents.Count} incidents, of which {known.Count} from before"));
            Assert.True(newcomer.Blocks > 0);
        }

        await ending.CancelAsync();
        await playing;
        Assert.DoesNotContain(log.Lines, line => line.Contains("has ended", StringComparison.Ordinal));
    }
}
