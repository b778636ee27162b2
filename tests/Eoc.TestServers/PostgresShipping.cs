using System.Diagnostics;
using System.Globalization;

namespace Eoc.TestServers;

/// <summary>The server's log shipped elsewhere as it is written, and the server made anew from it: infra/runbooks/backup.md and restore.md, in code.</summary>
public sealed partial class PostgresServer
{
    private const string Archive = "eoc_archive";

    /// <summary>
    /// Streams the log into a folder, and makes the server acknowledge a commit only when the folder has it too. Disposed of, the stream ends.
    /// </summary>
    public async Task<ServerProcess> Ship(ServerFolder archive)
    {
        await Run("psql", "-h", "127.0.0.1", "-p", Port, "-U", User, "-c", $"SELECT pg_create_physical_replication_slot('{Archive}')");
        var stream = await ServerProcess.Start(
            User, archive.Path, "starting log streaming",
            $"{Binaries}/pg_receivewal", "-v", "--synchronous", "-S", Archive, "-D", archive.Path, "-d", $"host=127.0.0.1 port={Port} user={User} application_name={Archive}");
        await Run("psql", "-h", "127.0.0.1", "-p", Port, "-U", User, "-c", $"ALTER SYSTEM SET synchronous_standby_names = '{Archive}'", "-c", "SELECT pg_reload_conf()");
        return stream;
    }

    /// <summary>Copies the server while it works.</summary>
    public Task CopyTo(string folder) =>
        Run("pg_basebackup", "-h", "127.0.0.1", "-p", Port, "-U", User, "-D", folder, "-X", "stream", "--checkpoint=fast");

    /// <summary>The site is lost: the process killed and its data gone.</summary>
    public async Task Lose()
    {
        await Kill();
        Directory.Delete($"{_folder.Path}/data", recursive: true);
    }

    /// <summary>Makes the server anew from a copy and the log shipped since, up to the last commit there is.</summary>
    public async Task Restore(string copy, ServerFolder archive)
    {
        var data = $"{_folder.Path}/data";
        await Run("cp", "-a", copy, data);
        await File.WriteAllTextAsync($"{data}/recovery.signal", string.Empty);
        // The last piece is not full; the stream gives it this name until it is.
        await Start($"restore_command=cp {archive.Path}/%f %p || cp {archive.Path}/%f.partial %p", "recovery_target_timeline=latest", "synchronous_standby_names=");
    }

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private async Task Run(string program, params string[] arguments)
    {
        string[] asUser = Environment.IsPrivilegedProcess ? ["runuser", "-u", User, "--"] : [];
        string[] command = [.. asUser, File.Exists($"{Binaries}/{program}") ? $"{Binaries}/{program}" : program, .. arguments];
        using var run = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path })!;
        var (said, complained) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        if (run.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {run.ExitCode}:\n{await said}{await complained}");
    }
}
