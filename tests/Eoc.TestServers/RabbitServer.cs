using System.Diagnostics;
using System.Globalization;

namespace Eoc.TestServers;

/// <summary>
/// A RabbitMQ broker of the test's own, which it may kill, pause and start again with the data it had. Tests that only want a broker take
/// <see cref="Given" /> when there is one.
/// </summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private const string Executable = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private const string User = "rabbitmq";

    // The name server runs in our own group and not as the daemon that Erlang would leave behind.
    private const string WithNameServer = "epmd -port \"$ERL_EPMD_PORT\" -address 127.0.0.1 & exec " + Executable;

    private readonly ServerFolder _folder = ServerFolder.For(User);
    private readonly int _port = FreePort.Next();
    private readonly int _distributionPort = FreePort.Next();
    private readonly int _nameServerPort = FreePort.Next();
    private ServerProcess? _process;
    private bool _isEncrypted;

    private RabbitServer()
    {
    }

    /// <summary>The broker named in <c>EOC_TEST_RABBITMQ</c>, or null.</summary>
    public static Uri? Given => System.Environment.GetEnvironmentVariable("EOC_TEST_RABBITMQ") is { Length: > 0 } uri ? new(uri) : null;

    /// <summary>Whether a private broker can be started here.</summary>
    public static bool Installed => File.Exists(Executable);

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Uri => new(string.Create(CultureInfo.InvariantCulture, $"{(_isEncrypted ? "amqps" : "amqp")}://guest:guest@127.0.0.1:{_port}/"));

    private string[] Environment =>
    [
        $"PATH={System.Environment.GetEnvironmentVariable("PATH")}", $"HOME={_folder.Path}", "LANG=C.UTF-8",
        $"ERL_EPMD_PORT={_nameServerPort}", "ERL_EPMD_ADDRESS=127.0.0.1",
        $"RABBITMQ_CONF_ENV_FILE={_folder.Path}/none", $"RABBITMQ_CONFIG_FILE={_folder.Path}/rabbitmq.conf", $"RABBITMQ_ENABLED_PLUGINS_FILE={_folder.Path}/plugins",
        $"RABBITMQ_NODENAME=eoc-{_port}@localhost", "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1", $"RABBITMQ_NODE_PORT={_port}",
        $"RABBITMQ_DIST_PORT={_distributionPort}", $"RABBITMQ_MNESIA_BASE={_folder.Path}/mnesia", $"RABBITMQ_LOG_BASE={_folder.Path}/log", "RABBITMQ_LOGS=-",
    ];

    /// <summary>Starts a private broker and waits until it serves.</summary>
    public static async Task<RabbitServer> StartPrivate()
    {
        var server = new RabbitServer();
        await server.Start();
        return server;
    }

    /// <summary>As <see cref="StartPrivate" />, over TLS alone; the key has to be user <c>rabbitmq</c>'s.</summary>
    public static async Task<RabbitServer> StartEncrypted(PemFiles pem)
    {
        var server = new RabbitServer { _isEncrypted = true };
        await File.WriteAllLinesAsync($"{server._folder.Path}/rabbitmq.conf", [
            "listeners.tcp = none", FormattableString.Invariant($"listeners.ssl.default = 127.0.0.1:{server._port}"),
            $"ssl_options.cacertfile = {pem.Authority}", $"ssl_options.certfile = {pem.Certificate}", $"ssl_options.keyfile = {pem.Key}",
        ]);
        await server.Start();
        return server;
    }

    /// <summary>Starts it again after <see cref="Kill" />, with its data.</summary>
    public async Task Start()
    {
        _process = await ServerProcess.Start(User, _folder.Path, "Server startup complete", ["env", "-i", .. Environment, "bash", "-c", WithNameServer]);
    }

    /// <summary>Asks the broker about itself; <c>rabbitmqctl</c>'s rows, split into columns.</summary>
    public async Task<IReadOnlyList<string[]>> Ask(params string[] arguments)
    {
        string[] asUser = System.Environment.IsPrivilegedProcess ? ["runuser", "-u", User, "--"] : [];
        string[] command = [.. asUser, "env", "-i", .. Environment, Control, "-s", .. arguments];
        using var asked = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = _folder.Path })!;
        var answer = await asked.StandardOutput.ReadToEndAsync();
        await asked.WaitForExitAsync();
        return [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('\t'))];
    }

    /// <summary>SIGKILL; connections are reset, unsynced data is gone.</summary>
    public async Task Kill()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>Stops answering without closing anything.</summary>
    public Task Pause() => _process?.Pause() ?? Task.CompletedTask;

    /// <summary>Goes on after <see cref="Pause" />.</summary>
    public Task Continue() => _process?.Continue() ?? Task.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Kill();
        _folder.Dispose();
    }
}
