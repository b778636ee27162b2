using System.Diagnostics;

namespace Eoc.TestServers;

/// <summary>A temporary folder that a server's own user may write to; deleted with everything in it.</summary>
public sealed class ServerFolder : IDisposable
{
    private ServerFolder(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes it; owned by the user when we are root, by us otherwise.</summary>
    public static ServerFolder For(string user)
    {
        var folder = Directory.CreateTempSubdirectory("eoc-server-").FullName;
        Own(user, folder);
        return new(folder);
    }

    /// <summary>Gives a file or folder to a user when we are root; an empty name is us.</summary>
    public static void Own(string user, string path)
    {
        if (user.Length == 0 || !Environment.IsPrivilegedProcess) return;
        using var chown = Process.Start("chown", [user, path]);
        chown.WaitForExit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
