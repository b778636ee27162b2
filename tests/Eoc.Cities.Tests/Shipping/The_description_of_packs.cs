using Xunit;

namespace Eoc.Cities.Tests.Shipping;

public sealed class The_description_of_packs
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Cities, "README.md"));

    /// <summary>A fence says which file it is from.</summary>
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var fence in Text.Split("\n```").Skip(1).Where((_, index) => index % 2 == 0))
            {
                var (head, body) = (fence[..fence.IndexOf('\n', StringComparison.Ordinal)], fence[(fence.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
                examples.Add(head.Split(' ')[1], body);
            }

            return examples;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void shows_what_the_pack_holds(string file, string example) =>
        Assert.Contains("\n" + example, File.ReadAllText(Path.Combine(Repository.Cities, file)), StringComparison.Ordinal);

    [Fact]
    public void names_every_file_and_every_key_there_is()
    {
        Assert.True(Examples.Count > 10);
        string[] files = ["city.yaml", "agencies.yaml", "stations.yaml", "units.yaml", "hospitals.yaml", "cameras.yaml", "run-cards.yaml", "places.yaml", "intersections.csv", "districts.geojson", "streets.geojson"];
        string[] keys = ["mayDispatch", "callSign", "capabilities", "traumaLevel", "specialities", "facing", "view", "incidentTypes", "priorities", "substitutes", "notify", "numbersPerMile", "numberedStreets", "northBearing", "aliases"];
        Assert.All(files.Concat(keys), name => Assert.Contains(name, Text, StringComparison.Ordinal));
    }
}
