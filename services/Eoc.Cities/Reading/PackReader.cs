using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Reading;

/// <summary>Reads a pack's folder whole and says everything that is wrong with it, not only the first.</summary>
internal sealed class PackReader
{
    private static readonly string[] Known =
    [
        CityFile.Name, "agencies.yaml", "stations.yaml", "units.yaml", "hospitals.yaml", "cameras.yaml", "run-cards.yaml", "places.yaml", PlaceFiles.IntersectionFile, LayerFiles.DistrictFile, "README.md", "LICENSE",
    ];

    private readonly string _folder;
    private readonly Faults _faults = new();
    private readonly Names _agencies = new("agency");
    private readonly Names _stations = new("station");
    private readonly Names _districts = new("district");
    private readonly GetCityResponse _city = new();
    private Box _bounds = Box.World;

    private PackReader(string folder) => _folder = folder;

    /// <summary>The pack, and what is wrong with it; it can be used when that is nothing.</summary>
    public static (Pack Pack, IReadOnlyList<Fault> Faults) Read(string folder)
    {
        var reader = new PackReader(folder);
        return (reader.ReadAll(), reader._faults.All);
    }

    private Pack ReadAll()
    {
        ReportUnknownFiles();
        var city = CityFile.Read(_folder, _city, _faults);
        _bounds = city.Bounds;
        ReadAgencies();
        var layers = new LayerFiles(_folder, _bounds, _faults);
        layers.ReadDistricts(_city, _districts, _agencies);
        ReadStations();
        ReadUnits();
        ReadHospitals();
        ReadCameras();
        new RunCardFile(_folder, _faults, _agencies, _districts).Read(_city);
        layers.ReadLayers(_city, city.Layers);
        if (city.Grid is { } grid) GridReader.Extend(grid, layers.Streets);
        return new(_city, layers.Layers, layers.Streets, PlaceFiles.Places(_folder, _bounds, _faults), PlaceFiles.Intersections(_folder, _bounds, _faults), city.Grid);
    }

    /// <summary>A misspelt file would otherwise be a pack without hospitals.</summary>
    private void ReportUnknownFiles()
    {
        foreach (var name in Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal))
            if (!Known.Contains(name, StringComparer.Ordinal)) _faults.Add(name, 0, $"is no file of a pack: there are {string.Join(", ", Known)}");
    }

    private YamlFile Open(string name, bool required = true) => YamlFile.Read(_folder, name, _faults, required);

    private void ReadAgencies()
    {
        var file = Open("agencies.yaml");
        foreach (var map in file.List())
        {
            var agency = new CityAgency
            {
                Id = map.Slug("id"), Name = map.Text("name"), ShortName = map.Text("shortName"), Discipline = map.Choice("discipline", Words.Disciplines),
            };
            agency.MayDispatch.Add(map.Texts("mayDispatch"));
            _agencies.Add(agency.Id, file.Name, map.Line, _faults);
            _city.Agencies.Add(agency);
            map.Done();
        }

        foreach (var map in file.List())
            foreach (var (agency, line) in map.Words("mayDispatch")) _agencies.Need(agency, file.Name, line, _faults);
    }

    private void ReadStations()
    {
        var file = Open("stations.yaml");
        foreach (var map in file.List())
        {
            var station = new Station
            {
                Id = map.Slug("id"), Agency = map.Text("agency"), Name = map.Text("name"), Kind = map.Text("kind"),
                At = map.Place("at", _bounds).ToWire(), Address = map.OptionalText("address"),
            };
            _stations.Add(station.Id, file.Name, map.Line, _faults);
            _agencies.Need(station.Agency, file.Name, map.Line, _faults);
            _city.Stations.Add(station);
            map.Done();
        }
    }

    private void ReadUnits()
    {
        var file = Open("units.yaml");
        var units = new Names("unit");
        foreach (var map in file.List())
        {
            var id = map.Id<UnitId>("id");
            var unit = new RosterUnit
            {
                Id = id == default ? string.Empty : id.ToString(), CallSign = map.Text("callSign"), Kind = map.Text("kind"), Type = map.Whole("type", 1, 9, absent: 0),
                Station = map.Text("station"), District = map.OptionalText("district"),
            };
            unit.Capabilities.Add(map.Texts("capabilities"));
            units.Add(unit.Id, file.Name, map.Line, _faults);
            if (id != default) _agencies.Need(id.Agency.ToString(), file.Name, map.Line, _faults);
            _stations.Need(unit.Station, file.Name, map.Line, _faults);
            _districts.Need(unit.District, file.Name, map.Line, _faults);
            _city.Units.Add(unit);
            map.Done();
        }
    }

    private void ReadHospitals()
    {
        var file = Open("hospitals.yaml", required: false);
        var names = new Names("hospital");
        foreach (var map in file.List())
        {
            var hospital = new Hospital
            {
                Id = map.Slug("id"), Name = map.Text("name"), At = map.Place("at", _bounds).ToWire(), Address = map.OptionalText("address"),
                TraumaLevel = map.Whole("traumaLevel", 1, 5, absent: 0),
            };
            hospital.Specialities.Add(map.Texts("specialities"));
            names.Add(hospital.Id, file.Name, map.Line, _faults);
            _city.Hospitals.Add(hospital);
            map.Done();
        }
    }

    private void ReadCameras()
    {
        var file = Open("cameras.yaml", required: false);
        var names = new Names("camera");
        foreach (var map in file.List())
        {
            var camera = new Camera
            {
                Id = map.Slug("id"), Name = map.Text("name"), Agency = map.Text("agency"), At = map.Place("at", _bounds).ToWire(),
                View = map.Number("view", 1, 360, absent: 360),
            };
            if (map.Number("facing", 0, 360, absent: -1) is >= 0 and var facing) camera.Facing = facing;
            names.Add(camera.Id, file.Name, map.Line, _faults);
            _agencies.Need(camera.Agency, file.Name, map.Line, _faults);
            _city.Cameras.Add(camera);
            map.Done();
        }
    }
}
