using Eoc.TestData;

namespace Eoc.SystemTests.Replaying;

/// <summary>The main job, whole: a real week, the real host, the public API, and the figures of the journal against the ground truth.</summary>
public sealed class Replaying_a_real_week : IDisposable
{
    private const string Truth =
        """
        {"rows":7704,"calls":3560,"units":178,"peakConcurrentCalls":{"value":46,"at":"2017-01-06T17:40:00"},"peakCommittedAssignments":{"value":60,"at":"2017-01-03T18:23:39"},"busiestHour":{"value":41,"at":"2017-01-01T02:00:00"},"receivedToEntry":{"n":7704,"p50":72,"p90":164},"turnout":{"n":7490,"p50":49,"p90":125},"travel":{"n":6150,"p50":227,"p90":760},"outOfOrder":{"total":28},"overlappingAssignments":9,"neverOnScene":1554,"refused":0,"commands":44199}
        """;

    /// <summary>Enough for units to overlap and calls to run on, little enough to play three times.</summary>
    private const int Rows = 300;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-replay-");

    [Fact]
    public async Task reports_the_ground_truth_and_leaves_every_incident_closed()
    {
        var week = SharedData.Need(SharedData.Week);

        var (code, output) = await Run("week", week, "--speed", "max", "--report", Report("week"));

        Assert.True(code == 0, output);
        Assert.Equal(Truth, ReplayRun.Figures(Report("week")));
        var record = ReplayRecord.Of(Data("week"));
        Assert.Equal((3560, 3560, 0), (record.Count("incident.opened/1"), record.Count("incident.closed/1"), record.Count("incident.reopened/1")));
        Assert.Equal(28 + 9 + 5, record.Count("incident.anomaly-flagged/1"));
    }

    [Fact]
    public async Task goes_on_after_a_kill_and_doubles_nothing()
    {
        var file = Path.Combine(_folder.FullName, "part.csv");
        await File.WriteAllLinesAsync(file, File.ReadLines(SharedData.Need(SharedData.Week)).Take(Rows + 1), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run("whole", file, "--report", Report("whole"))).Code);

        await ReplayRun.KilledAt(" 40 %", Data("killed"), file);
        var forgotten = await Run("killed", file);
        var resumed = await Run("killed", file, "--resume", "--report", Report("killed"));
        var again = await Run("killed", file, "--report", Report("again"));

        Assert.Equal(1, forgotten.Code);
        Assert.Contains("--resume", forgotten.Output, StringComparison.Ordinal);
        Assert.True(resumed.Code == 0, resumed.Output);
        Assert.True(again.Code == 0, again.Output);
        Assert.Equal(ReplayRun.Figures(Report("whole")), ReplayRun.Figures(Report("killed")));
        Assert.Equal(ReplayRun.Figures(Report("whole")), ReplayRun.Figures(Report("again")));
        Assert.Equal(ReplayRecord.Of(Data("whole")).OfCommands, ReplayRecord.Of(Data("killed")).OfCommands);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<(int Code, string Output)> Run(string name, params string[] arguments) => ReplayRun.ToEnd(Data(name), arguments);

    private string Data(string name) => _folder.CreateSubdirectory(name).FullName;

    private string Report(string name) => Path.Combine(_folder.FullName, $"{name}.json");
}
