using System.Diagnostics;

namespace Eoc.SystemTests.Filling;

/// <summary>A disk of a test's own that can be filled. Needs root on Linux: it is a tmpfs.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Piece = 64 * 1024;

    private readonly DirectoryInfo _folder;

    private SmallDisk(DirectoryInfo folder) => _folder = folder;

    /// <summary>Where it is mounted.</summary>
    public DirectoryInfo Folder => _folder;

    private string Filler => Path.Combine(_folder.FullName, "filler");

    /// <summary>Null where this user may not mount anything.</summary>
    public static async Task<SmallDisk?> Mount(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;
        var folder = Directory.CreateTempSubdirectory("eoc-disk-");
        if (await Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={megabytes}m"), "tmpfs", folder.FullName) == 0) return new(folder);
        folder.Delete();
        return null;
    }

    /// <summary>Somebody else's file takes all the room there is, to the last page.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var piece = new byte[Piece]; piece.Length >= 1;)
        {
            try
            {
                filler.Write(piece);
            }
            catch (IOException)
            {
                piece = new byte[piece.Length / 2];
            }
        }
    }

    /// <summary>The room is given back.</summary>
    public void Clear() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await Run("umount", "--lazy", _folder.FullName);
        if (_folder.Exists) _folder.Delete(recursive: true);
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
