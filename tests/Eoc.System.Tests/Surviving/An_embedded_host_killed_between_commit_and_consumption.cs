using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Watching;

namespace Eoc.SystemTests.Surviving;

/// <summary>Its bus is in memory: what was committed and not yet consumed dies with it, and only the journal can tell.</summary>
public sealed class An_embedded_host_killed_between_commit_and_consumption(ITestOutputHelper output)
{
    private const int AllRounds = 20;
    private static readonly TimeSpan Healed = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task loses_nothing_doubles_nothing_and_shows_everything()
    {
        await using var centre = await EmbeddedCentre.Open();
        var units = await centre.Crew.Enrol("embed", 8);
        await using var viewer = Viewer.At(centre.Crew.Supervisor);
        await using var load = Load.Begin(centre.Crew.Supervisor, units);

        for (var round = 0; round < Rounds.Of(AllRounds); round++)
        {
            await load.IsAtWork();
            await centre.Process.Kill();
            await centre.Process.Start();
        }

        await load.IsAtWork();
        var history = await load.End();
        output.WriteLine($"{history.Count} commands, {history.Count(attempt => attempt.Tries > 1)} sent again, slowest {history.Max(attempt => attempt.Took).TotalSeconds:0.0} s");
        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        await Invariants.Hold(centre, history);
        await viewer.Converges(centre, Healed);
    }
}
