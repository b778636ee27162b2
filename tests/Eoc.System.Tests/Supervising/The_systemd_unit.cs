using System.Diagnostics;
using System.Globalization;
using Eoc.Host.Starting;
using Eoc.SystemTests.Containers;

namespace Eoc.SystemTests.Supervising;

public sealed class The_systemd_unit
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Compose.Root, "infra/systemd/eoc.service"));

    [Fact]
    public void is_not_started_again_when_only_a_person_can_help() => Assert.Equal(
        FormattableString.Invariant($"{StartFailure.Usage} {StartFailure.CannotCreate} {StartFailure.NotPermitted}"), Setting("RestartPreventExitStatus"));

    [Fact]
    public void waits_longer_than_the_process_takes_to_end() =>
        Assert.InRange(int.Parse(Setting("TimeoutStopSec"), CultureInfo.InvariantCulture), 25, 60);

    [Fact]
    public async Task is_one_that_systemd_understands()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "needs systemd-analyze");
        var folder = Directory.CreateTempSubdirectory("eoc-unit-");
        var unit = Path.Combine(folder.FullName, "eoc.service");
        // It looks for the program too, and here none is installed.
        await File.WriteAllTextAsync(unit, Text.Replace("ExecStart=/opt/eoc/Eoc.Host", "ExecStart=/bin/true", StringComparison.Ordinal));

        var (code, said) = await Analyze("verify", "--man=no", "--recursive-errors=no", unit);

        Assert.True(code == 0 && !said.Contains("eoc.service", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task leaves_a_process_that_is_taken_over_little_to_do()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "needs systemd-analyze");

        var (code, said) = await Analyze("security", "--offline=true", "--threshold=20", Path.Combine(Compose.Root, "infra/systemd/eoc.service"));

        Assert.True(code == 0, said);
    }

    private static string Setting(string key) => Text.Split('\n').Single(line => line.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];

    private static async Task<(int Code, string Said)> Analyze(params string[] arguments)
    {
        using var analyze = Process.Start(new ProcessStartInfo("systemd-analyze", ["--no-pager", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (said, complained) = (analyze.StandardOutput.ReadToEndAsync(), analyze.StandardError.ReadToEndAsync());
        await analyze.WaitForExitAsync();
        return (analyze.ExitCode, await said + await complained);
    }
}
