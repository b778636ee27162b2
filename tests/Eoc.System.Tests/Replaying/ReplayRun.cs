using System.Diagnostics;
using System.Text.Json.Nodes;
using Eoc.TestServers;

namespace Eoc.SystemTests.Replaying;

/// <summary><c>eoc replay</c> as a person runs it: a process of its own, over a data folder that outlives it.</summary>
internal sealed class ReplayRun : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _awaited;

    private ReplayRun(string data, string awaited, string[] arguments, (string Key, string Value)[] settings)
    {
        _awaited = awaited;
        var start = new ProcessStartInfo("dotnet", [HostProcess.Executable, "replay", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["EOC_DATA"] = data;
        foreach (var (key, value) in settings) start.Environment[key] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Notice(line.Data);
        _process.ErrorDataReceived += (_, line) => Notice(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it said.</summary>
    public string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Code, string Output)> ToEnd(string data, string[] arguments, params (string Key, string Value)[] settings)
    {
        using var run = new ReplayRun(data, string.Empty, arguments, settings);
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (run._process.ExitCode, run.Output);
    }

    /// <summary>Runs until it prints a text, then SIGKILL: the client and the host that it started die together.</summary>
    public static async Task KilledAt(string text, string data, params string[] arguments)
    {
        using var run = new ReplayRun(data, text, arguments, []);
        await run._reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        run._process.Kill();
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs until it prints a text, then SIGTERM, and to the end.</summary>
    public static async Task<(int Code, string Output)> AskedToEndAt(string text, string data, params string[] arguments)
    {
        using var run = new ReplayRun(data, text, arguments, []);
        await run._reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-TERM", run._process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(3));
        return (run._process.ExitCode, run.Output);
    }

    /// <summary>A report without the time it took, which differs from run to run.</summary>
    public static string Figures(string file)
    {
        var report = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        report.Remove("elapsedSeconds");
        return report.ToJsonString();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Notice(string? line)
    {
        if (line is null)
        {
            _reached.TrySetException(new InvalidOperationException($"It ended before it said \"{_awaited}\":\n{Output}"));
            return;
        }

        lock (_lines) _lines.Add(line);
        if (_awaited.Length > 0 && line.Contains(_awaited, StringComparison.Ordinal)) _reached.TrySetResult();
    }
}
