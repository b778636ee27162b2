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
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", [user, folder]);
            chown.WaitForExit();
        }

        return new(folder);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
