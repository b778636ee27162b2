using System.Collections.Immutable;
using Eoc.Cities.Reading;

namespace Eoc.Cities.Importing;

/// <summary>Which of a city's own files become what of a pack: <c>import.yaml</c>.</summary>
/// <param name="Sources">In the order of the file.</param>
internal sealed record Recipe(ImmutableArray<Source> Sources)
{
    public const string FileName = "import.yaml";

    private static readonly (string Section, string[] Fields)[] Sections =
    [
        ("districts", ["id", "name", "kind", "agency"]),
        ("stations", ["id", "agency", "name", "kind", "at", "address"]),
        ("hospitals", ["id", "name", "at", "address", "traumaLevel"]),
        ("cameras", ["id", "name", "agency", "at"]),
        ("places", ["name", "at"]),
        ("intersections", ["first", "second", "at"]),
        ("layers", ["name"]),
    ];

    private static readonly string[] UnitFields = ["id", "callSign", "kind", "type", "district"];

    public static Recipe Read(string folder, Faults faults)
    {
        if (YamlFile.Read(folder, FileName, faults, required: true).Map() is not { } map) return new([]);
        ImmutableArray<Source> sources = [.. Sections.SelectMany(section => map.Maps(section.Section).Select(source => ReadSource(section.Section, section.Fields, source)))];
        map.Done();
        return new(sources);
    }

    private static Source ReadSource(string section, string[] fields, YamlMap map)
    {
        var source = new Source(
            section, map.Text("file"), map.OptionalText("object"), map.Line, Templates(map, fields),
            section == "stations" ? [.. map.Maps("units").Select(ReadUnit)] : [], section == "layers" ? [.. map.Texts("properties")] : []);
        map.Done();
        return source;
    }

    private static ImmutableDictionary<string, Template> ReadUnit(YamlMap map)
    {
        var templates = Templates(map, UnitFields);
        map.Done();
        return templates;
    }

    private static ImmutableDictionary<string, Template> Templates(YamlMap map, string[] fields) => fields
        .Select(field => (Field: field, Text: map.OptionalText(field))).Where(entry => entry.Text.Length > 0)
        .ToImmutableDictionary(entry => entry.Field, entry => new Template(entry.Text), StringComparer.Ordinal);
}

/// <summary>One of a city's files and what its records become.</summary>
/// <param name="Section">What: <c>stations</c>, <c>layers</c> and so on.</param>
/// <param name="File">Its name in the folder of the city's files.</param>
/// <param name="Object">Of a TopoJSON file, which object.</param>
/// <param name="Line">Where the recipe says so.</param>
/// <param name="Fields">What each field is made of.</param>
/// <param name="Units">Units that each station has.</param>
/// <param name="Properties">Of a layer, the properties that are kept.</param>
internal sealed record Source(
    string Section,
    string File,
    string Object,
    int Line,
    ImmutableDictionary<string, Template> Fields,
    ImmutableArray<ImmutableDictionary<string, Template>> Units,
    ImmutableArray<string> Properties)
{
    /// <summary>A field of one record; empty when the recipe or the record does not say.</summary>
    public string this[string field, SourceRecord record] => Fields.TryGetValue(field, out var template) ? template.Fill(record.Values) : string.Empty;

    /// <summary>Every column that the recipe names.</summary>
    public IEnumerable<string> Columns => Fields.Values.Concat(Units.SelectMany(unit => unit.Values)).SelectMany(template => template.Columns).Concat(Properties).Distinct(StringComparer.Ordinal);
}
