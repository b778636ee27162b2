using System.CommandLine;
using Eoc.Cities.Checking;

namespace Eoc.Cities.Importing;

/// <summary>
/// <c>city import RECIPE --from FOLDER --to PACK</c>: builds a pack from a city's own GeoJSON, TopoJSON and CSV, then checks it. Leaves with 0 when the pack
/// is there and nothing is wrong with it.
/// </summary>
internal static class ImportCommand
{
    private static readonly Argument<DirectoryInfo> RecipeFolder = new("recipe") { Description = "A folder with import.yaml, and what no file of the city says: city.yaml, agencies.yaml, run-cards.yaml." };

    private static readonly Option<DirectoryInfo> From = new("--from") { Description = "The folder of the city's own files.", Required = true };

    private static readonly Option<DirectoryInfo> To = new("--to") { Description = "The pack's folder, which is made.", Required = true };

    public static Command Create()
    {
        var command = new Command("import", "Build a city pack from a city's own GeoJSON, TopoJSON and CSV.") { RecipeFolder, From, To };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(RecipeFolder), parsed.GetRequiredValue(From), parsed.GetRequiredValue(To), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    public static int Run(DirectoryInfo recipe, DirectoryInfo from, DirectoryInfo to, TextWriter output, TextWriter error)
    {
        var import = new Import(recipe.FullName, from.FullName, output.WriteLine);
        if (import.Run(to.FullName)) return CheckCommand.Run(to, output, error);
        foreach (var fault in import.Faults) error.WriteLine(fault.ToString());
        error.WriteLine($"{import.Faults.Count} faults; nothing was written.");
        return 1;
    }
}
