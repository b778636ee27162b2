using System.CommandLine;
using Eoc.Cities;
using Eoc.Exercises.Replaying;
using Eoc.Host.BackingUp;

namespace Eoc.Host.Running;

/// <summary>What <c>eoc</c> does besides serving.</summary>
internal static class Commands
{
    public static Task<int> Run(string[] args)
    {
        var root = new RootCommand("A multi-agency emergency operations centre. Without a command it serves.");
        root.Subcommands.Add(ReplayCommand.Create(OwnHost.Start));
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(ReadyCommand.Create());
        root.Subcommands.Add(CityCommand.Create());
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
