using System.CommandLine;
using System.Globalization;
using Eoc.Cities.Packs;
using Eoc.Cities.Reading;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Checking;

/// <summary><c>city check FOLDER</c>: says everything that is wrong with a pack, as <c>file:line: what</c>. Leaves with 0 when that is nothing, with 1 otherwise.</summary>
internal static class CheckCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "The pack: a folder with city.yaml in it." };

    public static Command Create()
    {
        var command = new Command("check", "Say everything that is wrong with a city pack, by file and line.") { Folder };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Folder), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    public static int Run(DirectoryInfo folder, TextWriter output, TextWriter error)
    {
        if (!folder.Exists)
        {
            error.WriteLine($"{folder.FullName} is no folder.");
            return 1;
        }

        var (pack, faults) = PackReader.Read(folder.FullName);
        foreach (var fault in faults) error.WriteLine(Path.Combine(folder.ToString(), fault.ToString()));
        if (!CityId.TryParse(folder.Name, null, out _)) error.WriteLine($"{folder.Name}: a realm names a pack by its folder, so that is {SlugText.Rule}");
        var sound = faults.Count == 0 && CityId.TryParse(folder.Name, null, out _);
        output.WriteLine(sound ? Summary(pack) : string.Create(CultureInfo.InvariantCulture, $"{folder.Name}: {faults.Count} faults"));
        return sound ? 0 : 1;
    }

    private static string Summary(Pack pack)
    {
        var (city, places) = (pack.City, new Finding.PlaceFinder(pack));
        return string.Create(CultureInfo.InvariantCulture, $"{city.Title}: {city.Agencies.Count} agencies, {city.Stations.Count} stations, {city.Units.Count} units, {city.Districts.Count} districts, {city.Hospitals.Count} hospitals, {city.Cameras.Count} cameras, {city.RunCards.Count} run cards, {city.Layers.Count} layers, {places.Intersections} intersections. Nothing is wrong.");
    }
}
