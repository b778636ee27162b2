using System.Diagnostics;

namespace Eoc.TestServers;

/// <summary>
/// A server started for a test: in a process group of its own, as a user of its own when we are root, and gone when it is disposed of, also
/// when the test process dies without a word: the launcher reads a pipe from us and kills the group when the pipe ends.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Launcher =
        """
        user=$1; shift
        if [ "$(id -u)" = 0 ] && [ -n "$user" ]; then set -- runuser -u "$user" -- "$@"; fi
        trap : TERM
        ( trap : TERM; "$@" </dev/null; echo "It ended with $?."; kill -9 0 ) &
        while read -r _ || [ $? -gt 128 ]; do :; done
        kill -9 0
        """;

    private const int Streams = 2;

    /// <summary>How long what hangs is waited for; on a busy machine a server takes a minute to start and nothing is wrong with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _launcher;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lines = [];
    private int _closed;
    private volatile bool _ended;

    private ServerProcess(Process launcher, string readyWhen)
    {
        _launcher = launcher;
        launcher.OutputDataReceived += (_, line) => Notice(line.Data, readyWhen);
        launcher.ErrorDataReceived += (_, line) => Notice(line.Data, readyWhen);
        launcher.Start();
        launcher.BeginOutputReadLine();
        launcher.BeginErrorReadLine();
    }

    /// <summary>Starts the command in a folder and waits until a line it prints contains <paramref name="readyWhen" />.</summary>
    /// <exception cref="InvalidOperationException">It did not get that far within some minutes; its last lines are in the message.</exception>
    public static async Task<ServerProcess> Start(string user, string folder, string readyWhen, params string[] command)
    {
        var start = new ProcessStartInfo("setsid", ["bash", "-c", Launcher, "eoc-test-server", user, .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var server = new ServerProcess(new Process { StartInfo = start }, readyWhen);
        try
        {
            await server._ready.Task.WaitAsync(Patience);
            return server;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{command[0]} did not start:\n{server.LastLines()}", e);
        }
    }

    /// <summary>What it has printed so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive => !_ready.Task.IsFaulted && !_ended;

    /// <summary>SIGSTOP to the whole group: it neither answers nor closes a connection.</summary>
    public Task Pause() => Signal("-STOP");

    /// <summary>SIGCONT to the whole group.</summary>
    public Task Continue() => Signal("-CONT");

    /// <summary>SIGTERM, then waits for the end.</summary>
    /// <exception cref="TimeoutException">It did not end within half a minute.</exception>
    public async Task Stop()
    {
        await Signal("-TERM");
        await _launcher.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>SIGKILL to the whole group.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_launcher.HasExited)
        {
            // By signal: what is paused does not notice that its pipe ends.
            await Signal("-KILL");
            await _launcher.WaitForExitAsync();
        }

        _launcher.Dispose();
    }

    private async Task Signal(string signal)
    {
        // The launcher is the leader of its session, so its id is the group's.
        using var kill = Process.Start("kill", [signal, "--", FormattableString.Invariant($"-{_launcher.Id}")]);
        await kill.WaitForExitAsync();
    }

    private void Notice(string? line, string readyWhen)
    {
        if (line is null)
        {
            // Of one that ends quickly the one stream may be known to be closed before the last line of the other is.
            if (Interlocked.Increment(ref _closed) < Streams) return;
            _ended = true;
            _ready.TrySetException(new InvalidOperationException("It ended."));
            return;
        }

        lock (_lines) _lines.Add(line);

        if (line.Contains(readyWhen, StringComparison.Ordinal)) _ready.TrySetResult();
    }

    private string LastLines() => string.Join('\n', Lines.TakeLast(40));
}
