using System.CommandLine;
using Eoc.Host.Configuring;
using Eoc.Host.Running;
using Eoc.Host.Starting;
using Microsoft.Data.Sqlite;

namespace Eoc.Host.BackingUp;

/// <summary>
/// <c>backup FOLDER</c>: copies the data folder beside the process that writes to it, and checks the copy. Leaves with 0 when the copy is whole and its
/// record is what was written. A PostgreSQL database is not in it and has its own tools: infra/runbooks/backup.md.
/// </summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Where the copy is made; not there yet." };

    public static Command Create()
    {
        var command = new Command("backup", "Copy the data folder while it is in use, and check the copy.") { Folder };
        command.SetAction((parsed, _) => Run(Path.GetFullPath(parsed.GetRequiredValue(Folder)), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> Run(string target, TextWriter output)
    {
        var settings = EocSettings.From(SettingsSource.FromEnvironment());
        try
        {
            var (files, bytes) = DataCopy.Make(settings.Data, target);
            await output.WriteLineAsync(FormattableString.Invariant($"{target}: {files} files, {bytes} bytes"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new CannotStartException($"The copy was not made: {failure.Message}", StartFailure.CannotCreate, failure);
        }

        if (settings.Journal is null) return await VerifyCommand.Check(new() { DataFolder = target }, output);
        await output.WriteLineAsync("The record is in PostgreSQL and not in this copy; back that up by its own tools, after this.");
        return 0;
    }
}
