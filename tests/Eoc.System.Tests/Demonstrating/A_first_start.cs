using System.Diagnostics;
using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Running;
using Eoc.TestServers;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>A real host on an empty folder with its demonstration, as the newcomer who opens the printed link sees it.</summary>
public sealed class A_first_start
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task shows_a_city_at_work_and_the_next_one_shows_another()
    {
        var folder = Directory.CreateTempSubdirectory("eoc-demo-");
        HashSet<string> first;
        await using (var host = await Start(folder))
        {
            await using var newcomer = await Newcomer.At(host);
            await SeesWork(newcomer);
            first = newcomer.Incidents;
            await CostsLittle(host);
            await host.Stop();
        }

        await using (var host = await Start(folder))
        {
            await using var newcomer = await Newcomer.At(host);
            await Eventually.Holds("incidents are open", Soon, () => Missing(newcomer.OpenIncidents() >= 5, $"{newcomer.OpenIncidents()} open"));
            Assert.Empty(first.Intersect(newcomer.Incidents));
            await host.Stop();
        }

        folder.Delete(recursive: true);
    }

    private static Task<HostProcess> Start(DirectoryInfo folder) => HostProcess.Start(folder.FullName, ("EOC_DEMO", "on"));

    private static async Task SeesWork(Newcomer newcomer)
    {
        await Eventually.Holds("units move", Soon, () => Missing(newcomer.Blocks >= 10, $"{newcomer.Blocks} blocks of positions"));
        await Eventually.Holds("incidents are open", Soon, () => Missing(newcomer.OpenIncidents() >= 5, $"{newcomer.OpenIncidents()} open"));
        await Eventually.Holds("crews are at every kind of work", Soon, () =>
        {
            var steps = newcomer.Steps().Values.ToHashSet();
            return Missing(steps.Contains(AssignmentStep.OnScene) && steps.Count >= 3, string.Join(' ', steps));
        });
        // What the rehearsal left is there at once; that the city goes on shows only in what changes.
        var (before, known) = (newcomer.Steps(), newcomer.Incidents);
        await Eventually.Holds("crews go on", 2 * Soon, () =>
        {
            var after = newcomer.Steps();
            return Missing(before.Count(step => after.TryGetValue(step.Key, out var now) && now > step.Value) >= 3, "nobody is further");
        });
        // Before dawn an incident comes every other minute; that somebody is sent to one that is there is as new.
        await Eventually.Holds("something new happens", 4 * Soon, () =>
            Missing(newcomer.Incidents.Count > known.Count || newcomer.Steps().Keys.Except(before.Keys).Any(), "no new incident, and nobody was sent"));
    }

    /// <summary>It shares the machine with whoever looks at it.</summary>
    private static async Task CostsLittle(HostProcess host)
    {
        using var process = Process.GetProcessById(host.Id);
        var (started, before) = (TimeProvider.System.GetTimestamp(), process.TotalProcessorTime);
        await Eventually.Passes(TimeSpan.FromSeconds(20), started);
        process.Refresh();
        var share = (process.TotalProcessorTime - before) / TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.TestOutputHelper?.WriteLine($"The demonstration takes {share:P0} of one processor.");
        Assert.True(share < 0.7, $"{share:P0} of one processor");
    }

    private static Task<string?> Missing(bool holds, string what) => Task.FromResult(holds ? null : what);
}
