using System.CommandLine;
using Eoc.Cities;
using Eoc.Exercises.Replaying;
using Eoc.Host.BackingUp;

namespace Eoc.Host.Running;

/// <summary>What <c>eoc</c> does besides serving.</summary>
internal static class Commands
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("A multi-agency emergency operations centre. Without a command it serves.");
        root.Subcommands.Add(ReplayCommand.Create(OwnHost.Start));
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(ReadyCommand.Create());
        root.Subcommands.Add(CityCommand.Create());
        using var ending = new Ending();
        // Its own way of ending gives up the wait after two seconds; a replay's host needs as long as it needs.
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await root.Parse(args).InvokeAsync(configuration, ending.Token);
    }
}
