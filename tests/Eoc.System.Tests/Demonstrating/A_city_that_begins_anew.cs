using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Demonstrating;
using Eoc.Host.Demonstrating;
using Eoc.Journal;
using Eoc.SystemTests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>The demonstration against a whole host in this process, at the end of a long record, as somebody sees it who goes on watching.</summary>
public sealed class A_city_that_begins_anew
{
    private const int First = 7;
    private const int Second = 8;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task goes_on_empty_before_the_eyes_of_whoever_watches()
    {
        await using var centre = await OwnCentre.Start();
        using var ending = new CancellationTokenSource();
        var (log, opened, isLong) = (new Diary(), new TaskCompletionSource<Uri>(), false);
        var playing = DemonstrationRun.Play(centre.App, centre.Settings, Make, opened.SetResult, ending.Token);
        await using var newcomer = await Newcomer.Open(centre.Host.Address, (await opened.Task).Fragment["#start=".Length..]);
        await Eventually.Holds("the first city is at work", Soon, () => Missing(newcomer.Steps().Count >= 3 && newcomer.OpenIncidents() >= 5, $"{newcomer.OpenIncidents()} open"));
        Assert.Equal("Demonstration", newcomer.Banner);
        Assert.Subset(IncidentsOf(First), newcomer.OpenOnes().ToHashSet());

        Volatile.Write(ref isLong, true);

        // The same session, the same units, the same stream asked for again: and every grain, picture and store knows nothing of what was before.
        await Eventually.Holds("the second city is at work", Soon, () => Missing(
            newcomer.OpenOnes().Intersect(IncidentsOf(Second)).Count() >= 5 && newcomer.Steps().Count >= 3, $"{newcomer.OpenIncidents()} open, {newcomer.Steps().Count} sent"));
        Assert.Empty(newcomer.OpenOnes().Intersect(IncidentsOf(First)));
        Assert.StartsWith("Begun anew, with an empty record, on ", newcomer.Banner, StringComparison.Ordinal);
        var moved = newcomer.Blocks;
        await Eventually.Holds("units move", Soon, () => Missing(newcomer.Blocks >= moved + 3, "no positions"));
        Assert.Empty(await StreamsOf(centre, IncidentsOf(First)));
        await ending.CancelAsync();
        await playing;
        Assert.DoesNotContain(log.Lines, line => line.Contains("has ended", StringComparison.Ordinal));

        Demonstration Make(bool again) => new(centre.Host, "demo-chicago", again ? Second : First, TimeProvider.System, log)
        {
            IsAnew = again, IsEnough = (_, _, _) => !again && Volatile.Read(ref isLong),
        };
    }

    /// <summary>The incidents that a demonstration with this seed could have by now.</summary>
    private static HashSet<string> IncidentsOf(int seed) =>
    [
        .. Enumerable.Range(0, 1_000).Select(number => DerivedId.From(
            RealmId.Demo.Value, seed.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture), "incident").ToString()),
    ];

    private static async Task<IEnumerable<string>> StreamsOf(OwnCentre centre, HashSet<string> incidents)
    {
        var journal = await centre.App.Services.GetRequiredService<IJournals>().Find(RealmId.Demo, TestContext.Current.CancellationToken);
        return (await journal!.Heads(TestContext.Current.CancellationToken)).Select(head => head.Stream.Local).Where(incidents.Contains);
    }

    private static Task<string?> Missing(bool holds, string what) => Task.FromResult(holds ? null : what);
}
