namespace Eoc.Host.Starting;

/// <summary>The folder that a process may write to.</summary>
internal static class DataFolder
{
    private const string Trial = ".writable";

    /// <summary>Makes it when it is missing, closes it to others, and writes to it once.</summary>
    /// <exception cref="CannotStartException">It cannot be written.</exception>
    public static void Prepare(string path)
    {
        try
        {
            // The record, the keys and the accounts lie here: nobody else on this machine reads them.
            var folder = Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            var trial = Path.Combine(path, Trial);
            File.WriteAllText(trial, string.Empty);
            File.Delete(trial);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new CannotStartException(
                $"EOC_DATA: the data folder {path} cannot be written: {failure.Message} Give a folder that this user owns, with room on its disk.", StartFailure.CannotCreate, failure);
        }
    }
}
