using System.Diagnostics;
using System.Globalization;

namespace Eoc.TestServers;

/// <summary>
/// A PostgreSQL server of the test's own, which it may kill, pause and start again with the data it had. Tests that only want a database take
/// <see cref="Given" /> when there is one.
/// </summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    private const string User = "postgres";

    private readonly ServerFolder _folder = ServerFolder.For(User);
    private readonly int _port = FreePort.Next();
    private ServerProcess? _process;
    private string[] _preload = [];

    private PostgresServer()
    {
    }

    /// <summary>The connection string in <c>EOC_TEST_POSTGRES</c>, or null; its user may create databases.</summary>
    public static string? Given => Environment.GetEnvironmentVariable("EOC_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <summary>Whether a private server can be started here.</summary>
    public static bool Installed => File.Exists($"{Binaries}/postgres");

    /// <summary>How to connect to its first database as its owner; the same after a restart.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Database=postgres");

    /// <summary>Makes a private server and waits until it serves.</summary>
    /// <param name="settings">Settings beside the server's own, such as <c>fsync=off</c>.</param>
    public static Task<PostgresServer> StartPrivate(params string[] settings) => StartPrivate(new PostgresServer(), settings);

    /// <summary>As <see cref="StartPrivate(string[])" />, with a library loaded before all others, such as one that slows the disk down.</summary>
    public static Task<PostgresServer> StartPreloaded(string library) => StartPrivate(new PostgresServer { _preload = ["env", $"LD_PRELOAD={library}"] }, []);

    private static async Task<PostgresServer> StartPrivate(PostgresServer server, string[] settings)
    {
        await using (await ServerProcess.Start(
            User, server._folder.Path, "Success.",
            $"{Binaries}/initdb", "--pgdata", $"{server._folder.Path}/data", "--auth", "trust", "--username", User, "--encoding", "UTF8", "--locale", "C.UTF-8"))
        {
        }

        await server.Start(settings);
        return server;
    }

    /// <summary>Starts it again after <see cref="Kill" />, with its data.</summary>
    public async Task Start(params string[] settings)
    {
        // A killed postmaster may linger as a zombie, and its successor would take it for alive.
        File.Delete($"{_folder.Path}/data/postmaster.pid");
        string[] all = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "log_min_messages=log", .. settings];
        _process = await ServerProcess.Start(
            User, _folder.Path, "database system is ready to accept connections",
            [.. _preload, $"{Binaries}/postgres", "-D", $"{_folder.Path}/data", "-p", _port.ToString(CultureInfo.InvariantCulture), .. all.SelectMany(setting => new[] { "-c", setting })]);
    }

    /// <summary>SIGKILL; connections are reset, what was not synced is gone.</summary>
    public async Task Kill()
    {
        if (_process is null) return;
        // A stopped launcher would never see that it is to end.
        await Continue();
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>Stops answering without closing anything.</summary>
    public Task Pause() => Signal("-STOP");

    /// <summary>Goes on after <see cref="Pause" />.</summary>
    public Task Continue() => Signal("-CONT");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Kill();
        _folder.Dispose();
    }

    /// <summary>To the postmaster and its children: each of those leads a session of its own, which no signal to the group reaches.</summary>
    private async Task Signal(string signal)
    {
        if (_process is null) return;
        var postmaster = (await File.ReadAllLinesAsync($"{_folder.Path}/data/postmaster.pid"))[0];
        var children = (await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // Some of them may end meanwhile; that is no news.
        using var kill = Process.Start(new ProcessStartInfo("kill", [signal, "--", postmaster, .. children]) { UseShellExecute = false, RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }
}
