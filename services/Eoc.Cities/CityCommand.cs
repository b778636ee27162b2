using System.CommandLine;
using Eoc.Cities.Checking;
using Eoc.Cities.Importing;

namespace Eoc.Cities;

/// <summary><c>city</c>: what a site does with its packs before anybody uses them.</summary>
public static class CityCommand
{
    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("city", "Check and import city packs.");
        command.Subcommands.Add(CheckCommand.Create());
        command.Subcommands.Add(ImportCommand.Create());
        return command;
    }
}
