using System.Collections.Immutable;
using System.Security.Cryptography;
using Eoc.Cities.Packs;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf;

namespace Eoc.Cities.Reading;

/// <summary>Reads a pack's GeoJSON: <c>districts.geojson</c> and what lies in <c>layers</c>.</summary>
internal sealed class LayerFiles(string folder, Box bounds, Faults faults)
{
    public const string DistrictFile = "districts.geojson";

    private const string Districts = "districts";
    private const string StreetsLayer = "streets";

    private readonly ImmutableArray<PackLayer>.Builder _layers = ImmutableArray.CreateBuilder<PackLayer>();

    public ImmutableArray<PackLayer> Layers => _layers.ToImmutable();

    public ImmutableArray<Street> Streets { get; private set; } = [];

    public void ReadDistricts(GetCityResponse city, Names districts, Names agencies)
    {
        const string file = DistrictFile;
        foreach (var feature in Read(city, new(Districts, "Districts", 0), file))
        {
            var district = new District { Id = feature.Text("id"), Name = feature.Text("name"), Kind = feature.Text("kind"), Agency = feature.Text("agency"), Centre = feature.Shape.Middle.ToWire() };
            if (!SlugText.Is(district.Id)) faults.Add(file, feature.Line, $"a district's id is {SlugText.Rule}");
            if (district.Name.Length == 0 || district.Kind.Length == 0) faults.Add(file, feature.Line, "give a district a name and a kind");
            if (!feature.Shape.IsArea) faults.Add(file, feature.Line, "a district is a Polygon or a MultiPolygon");
            districts.Add(district.Id, file, feature.Line, faults);
            agencies.Need(district.Agency, file, feature.Line, faults);
            city.Districts.Add(district);
        }
    }

    public void ReadLayers(GetCityResponse city, ImmutableArray<LayerEntry> entries)
    {
        var names = new Names("layer");
        names.Add(Districts, DistrictFile, 1, faults);
        foreach (var entry in entries)
        {
            names.Add(entry.Name, CityFile.Name, entry.Line, faults);
            var features = Read(city, entry, $"layers/{entry.Name}.geojson");
            if (entry.Name == StreetsLayer && Streets.IsEmpty) Streets = StreetReader.Read($"layers/{entry.Name}.geojson", features, faults);
        }

        ReportUnlisted(entries);
    }

    private ImmutableArray<Feature> Read(GetCityResponse city, LayerEntry entry, string file)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            if (entry.Line == 0) faults.Add(file, 0, "is missing");
            else faults.Add(CityFile.Name, entry.Line, $"{file} is missing");
            return [];
        }

        var bytes = File.ReadAllBytes(path);
        var layer = new PackLayer(entry.Name, entry.Title, bytes, SHA256.HashData(bytes));
        _layers.Add(layer);
        city.Layers.Add(new Layer { Name = layer.Name, Title = layer.Title, Sha256 = ByteString.CopyFrom(layer.Sha256.Span), Size = bytes.Length });
        return FeatureFile.Read(file, bytes, bounds, faults);
    }

    private void ReportUnlisted(ImmutableArray<LayerEntry> entries)
    {
        var layers = Path.Combine(folder, "layers");
        if (!Directory.Exists(layers)) return;
        foreach (var path in Directory.EnumerateFiles(layers).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (!entries.Any(entry => $"{entry.Name}.geojson" == name)) faults.Add($"layers/{name}", 0, $"is not named under layers in {CityFile.Name}");
        }
    }
}
