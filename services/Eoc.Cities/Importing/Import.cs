using System.Collections.Immutable;
using System.Globalization;
using Eoc.Cities.Reading;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Importing;

/// <summary>
/// Builds a pack from a city's own files by a recipe. What no file of the city says (<c>city.yaml</c>, agencies, run cards) lies beside the recipe
/// and is copied.
/// </summary>
/// <param name="recipeFolder">Where <c>import.yaml</c> lies.</param>
/// <param name="sourceFolder">Where the city's files lie.</param>
/// <param name="progress">Told of every file when it has been read.</param>
internal sealed class Import(string recipeFolder, string sourceFolder, Action<string> progress)
{
    private readonly Faults _faults = new();
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Names> _names = new(StringComparer.Ordinal);
    private readonly List<(Shape, Dictionary<string, string>)> _districts = [];
    private readonly Dictionary<string, List<(Shape, Dictionary<string, string>)>> _layers = new(StringComparer.Ordinal);

    /// <summary>What was wrong with recipe and sources; nothing was written when there is anything.</summary>
    public IReadOnlyList<Fault> Faults => _faults.All;

    /// <summary>Writes the pack; true when it has. The folder must not be there, or be empty.</summary>
    public bool Run(string packFolder)
    {
        if (Directory.Exists(packFolder) && Directory.EnumerateFileSystemEntries(packFolder).Any()) _faults.Add(packFolder, 0, "is there already: name a new folder");
        foreach (var source in Recipe.Read(recipeFolder, _faults).Sources) Take(source);
        if (_faults.All.Count > 0) return false;
        Write(packFolder);
        return true;
    }

    private void Take(Source source)
    {
        var before = _faults.All.Count;
        var records = SourceRecord.ReadAll(Path.Combine(sourceFolder, source.File), source.Object, _faults);
        if (!NamesColumnsThatAre(source, records)) return;
        foreach (var record in records) Take(source, record);
        var wrong = _faults.All.Count - before;
        progress(string.Create(CultureInfo.InvariantCulture, $"{source.Section,-14} {source.File}: {records.Length}{(wrong > 0 ? $", {wrong} wrong" : string.Empty)}"));
    }

    private bool NamesColumnsThatAre(Source source, ImmutableArray<SourceRecord> records)
    {
        if (records.IsEmpty) return false;
        var missing = source.Columns.Where(column => !records.Any(record => record.Values.ContainsKey(column))).ToArray();
        foreach (var column in missing) _faults.Add(Recipe.FileName, source.Line, $"{source.File} has no \"{column}\"; it has {string.Join(", ", records[0].Values.Keys)}");
        return missing.Length == 0;
    }

    private void Take(Source source, SourceRecord record)
    {
        switch (source.Section)
        {
            case "districts": TakeDistrict(source, record); break;
            case "layers": TakeLayer(source, record); break;
            case "intersections": TakeIntersection(source, record); break;
            default: TakePlace(source, record); break;
        }
    }

    private void TakeDistrict(Source source, SourceRecord record)
    {
        var id = Id(source, record);
        if (record.Shape is not { IsArea: true } shape) record.Fault(source.File, "a district is a Polygon or a MultiPolygon", _faults);
        else if (id.Length > 0) _districts.Add((shape, Filled(("id", id), ("name", source["name", record]), ("kind", source["kind", record]), ("agency", source["agency", record]))));
    }

    private void TakeLayer(Source source, SourceRecord record)
    {
        var name = source["name", record];
        if (record.Shape is not { } shape) record.Fault(source.File, "a layer is made of features", _faults);
        else List(_layers, name).Add((shape, Filled([.. source.Properties.Select(property => (property, record.Values.GetValueOrDefault(property, string.Empty)))])));
    }

    private void TakeIntersection(Source source, SourceRecord record)
    {
        if (At(source, record) is not { } at) return;
        var (first, second) = (source["first", record], source["second", record]);
        if (first.Length == 0 || second.Length == 0 || (first + second).Contains(',', StringComparison.Ordinal)) record.Fault(source.File, "give two streets without commas", _faults);
        else List(_lists, PlaceFiles.IntersectionFile).Add(string.Create(CultureInfo.InvariantCulture, $"{first},{second},{at.Latitude},{at.Longitude}"));
    }

    private void TakePlace(Source source, SourceRecord record)
    {
        if (At(source, record) is not { } at) return;
        var id = source.Section == "places" ? string.Empty : Id(source, record);
        if (source["name", record].Length == 0) record.Fault(source.File, "its name is empty", _faults);
        List(_lists, $"{source.Section}.yaml").Add(YamlText.Entry(
            ("id", id), ("agency", source["agency", record]), ("name", YamlText.Text(source["name", record])), ("kind", YamlText.Text(source["kind", record])),
            ("at", YamlText.Place(at)), ("address", YamlText.Text(source["address", record])), ("traumaLevel", source["traumaLevel", record])));
        foreach (var unit in source.Units) TakeUnit(source, record, unit, id);
    }

    private void TakeUnit(Source source, SourceRecord record, ImmutableDictionary<string, Template> unit, string station)
    {
        var slug = Template.Slug(Of("id"));
        if (slug.Length == 0) return;
        var id = $"{source["agency", record]}/{slug}";
        NamesOf("unit").Add(id, source.File, record.Line, _faults);
        List(_lists, "units.yaml").Add(YamlText.Entry(
            ("id", id), ("callSign", YamlText.Text(Of("callSign"))), ("kind", YamlText.Text(Of("kind"))), ("type", Of("type")), ("station", station), ("district", Of("district"))));

        string Of(string field) => unit.TryGetValue(field, out var template) ? template.Fill(record.Values) : string.Empty;
    }

    private string Id(Source source, SourceRecord record)
    {
        var id = Template.Slug(source["id", record]);
        if (id.Length == 0) record.Fault(source.File, "its id is empty", _faults);
        NamesOf(source.Section).Add(id, source.File, record.Line, _faults);
        return id;
    }

    private GeoPoint? At(Source source, SourceRecord record)
    {
        var at = source.Fields.ContainsKey("at") ? Template.Point(source["at", record]) : record.Shape?.Middle;
        if (at is { IsPlausible: true }) return at;
        record.Fault(source.File, "no latitude and longitude: at ends with these two numbers, in this order", _faults);
        return null;
    }

    private Names NamesOf(string kind) => _names.TryGetValue(kind, out var names) ? names : _names[kind] = new(kind.TrimEnd('s'));

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string name) => lists.TryGetValue(name, out var list) ? list : lists[name] = [];

    private static Dictionary<string, string> Filled(params (string Key, string Value)[] pairs) =>
        pairs.Where(pair => pair.Value.Length > 0).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private void Write(string packFolder)
    {
        Directory.CreateDirectory(Path.Combine(packFolder, "layers"));
        foreach (var path in Directory.EnumerateFiles(recipeFolder).Where(path => Path.GetFileName(path) != Recipe.FileName)) File.Copy(path, Path.Combine(packFolder, Path.GetFileName(path)));
        foreach (var (name, lines) in _lists)
        {
            var head = name == PlaceFiles.IntersectionFile ? PlaceFiles.IntersectionHeader : "# Imported.";
            File.WriteAllLines(Path.Combine(packFolder, name), lines.Prepend(head));
        }

        if (_districts.Count > 0) File.WriteAllText(Path.Combine(packFolder, LayerFiles.DistrictFile), GeoJsonText.Write(_districts));
        foreach (var (name, features) in _layers) File.WriteAllText(Path.Combine(packFolder, "layers", $"{name}.geojson"), GeoJsonText.Write(features));
    }
}
