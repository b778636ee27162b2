using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Eoc.TestServers;

/// <summary>
/// The real host in a process of its own, on ports the system chose, over a data folder that outlives it: to be killed, paused, stopped and
/// started again.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _grpc = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _web = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];

    private HostProcess(Process process) => _process = process;

    /// <summary>gRPC over cleartext HTTP/2.</summary>
    public Uri Grpc => _grpc.Task.GetAwaiter().GetResult();

    /// <summary>Console and gRPC-Web.</summary>
    public Uri Web => _web.Task.GetAwaiter().GetResult();

    /// <summary>The administrator's password, printed by the first start over a data folder; null later.</summary>
    public string? AdministratorPassword { get; private set; }

    /// <summary>The operating system's id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>What it printed so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>The host's assembly, built beside the tests.</summary>
    public static string Executable => Path.Combine(AppContext.BaseDirectory, "Eoc.Host.dll");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="settings">More <c>EOC_*</c> settings.</param>
    public static async Task<HostProcess> Start(string data, params (string Key, string Value)[] settings)
    {
        var host = new HostProcess(new Process { StartInfo = Describe(data, settings), EnableRaisingEvents = true });
        await host.Start();
        return host;
    }

    /// <summary>Runs it where it cannot start, and gives what it left with and everything it said on its way.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static Task<(int ExitCode, string Output)> RunToItsEnd(string data, params (string Key, string Value)[] settings) => Run([], data, settings);

    /// <summary>Runs one of its commands, such as <c>verify</c>, over a data folder.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static async Task<(int ExitCode, string Output)> Run(string[] command, string data, params (string Key, string Value)[] settings)
    {
        var start = Describe(data, settings);
        foreach (var argument in command) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGSTOP: alive and deaf.</summary>
    public Task Pause() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public Task Continue() => Signal("CONT");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(string data, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Executable]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("EOC_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(key);
        (start.Environment["EOC_DATA"], start.Environment["EOC_HTTP"], start.Environment["EOC_GRPC"]) = (data, "0", "0");
        start.Environment["EOC_DEMO"] = "off"; // those who want it say so
        start.Environment["EOC_TOTP"] = "optional"; // and those who test that it is asked for
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return start;
    }

    private async Task Start()
    {
        _process.OutputDataReceived += (_, line) => Notice(line.Data);
        _process.ErrorDataReceived += (_, line) => Notice(line.Data);
        _process.Exited += (_, _) => _grpc.TrySetException(new InvalidOperationException($"The host ended before it listened:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _grpc.Task.WaitAsync(Patience);
    }

    private void Notice(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        if (Password().Match(line) is { Success: true } password) AdministratorPassword = password.Groups["password"].Value;
        if (line.StartsWith("console and gRPC-Web: ", StringComparison.Ordinal)) _web.TrySetResult(new(line["console and gRPC-Web: ".Length..]));
        if (line.StartsWith("gRPC: ", StringComparison.Ordinal)) _grpc.TrySetResult(new(line["gRPC: ".Length..]));
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    [GeneratedRegex("^\\s*password\\s+(?<password>\\S+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
