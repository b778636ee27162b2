using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>What a demonstration needs to know of its city: who there is, where they stand, what is sent to what.</summary>
/// <param name="Title">Such as the city's name.</param>
/// <param name="Zone">Its local time.</param>
/// <param name="Centre">The agency whose dispatchers send units.</param>
/// <param name="Agencies">All of them.</param>
/// <param name="Units">The roster, each with the place it stands at.</param>
/// <param name="Hospitals">Where patients are brought.</param>
/// <param name="RunCards">What is sent to what; kinds that no card names have needs of their own.</param>
/// <param name="Grid">How addresses are made, or null.</param>
internal sealed record Ground(
    string Title, TimeZoneInfo Zone, AgencyId Centre, ImmutableArray<CityAgency> Agencies, ImmutableArray<GroundUnit> Units, ImmutableArray<GeoPoint> Hospitals,
    ImmutableArray<RunCard> RunCards, AddressGrid? Grid)
{
    /// <summary>The ground of a pack; null when the pack has no unit that anybody could send.</summary>
    public static Ground? Of(GetCityResponse city)
    {
        var disciplines = city.Agencies.ToDictionary(agency => agency.Id, agency => agency.Discipline);
        var stations = city.Stations.Where(station => station.At is not null).ToDictionary(station => station.Id);
        ImmutableArray<GroundUnit> units =
        [
            .. from unit in city.Units
               let id = UnitId.Parse(unit.Id)
               where stations.ContainsKey(unit.Station) && disciplines.ContainsKey(id.Agency.Value)
               select new GroundUnit(
                   id, unit.CallSign, unit.Kind, disciplines[id.Agency.Value], Point(stations[unit.Station].At), stations[unit.Station].Name, [.. unit.Capabilities]),
        ];
        if (units.IsEmpty) return null;
        var centre = city.Agencies.FirstOrDefault(agency => agency.Discipline == Discipline.EmergencyCommunications) ?? city.Agencies[0];
        return new(
            city.Title, TimeZoneInfo.FindSystemTimeZoneById(city.TimeZone), AgencyId.Parse(centre.Id), [.. city.Agencies], units,
            [.. city.Hospitals.Where(hospital => hospital.At is not null).Select(hospital => Point(hospital.At))], [.. city.RunCards], city.AddressGrid);
    }

    /// <summary>The nearest hospital; the place itself where there is none.</summary>
    public GeoPoint HospitalFor(GeoPoint from) => Hospitals.IsEmpty ? from : Hospitals.MinBy(hospital => Drive.Metres(from, hospital));

    /// <summary>What people call an agency.</summary>
    public string NameOf(AgencyId agency) => Agencies.FirstOrDefault(known => known.Id == agency.Value) is { } found
        ? found.ShortName.Length > 0 ? found.ShortName : found.Name
        : agency.Value;

    private static GeoPoint Point(LatLng at) => new(at.Latitude, at.Longitude);
}

/// <summary>A unit of the roster.</summary>
/// <param name="Id">Agency and slug.</param>
/// <param name="CallSign">What people say.</param>
/// <param name="Kind">Such as <c>ENGINE</c>.</param>
/// <param name="Discipline">Its agency's.</param>
/// <param name="Home">Where it stands between calls.</param>
/// <param name="Station">The name of that place.</param>
/// <param name="Capabilities">What it carries.</param>
internal sealed record GroundUnit(UnitId Id, string CallSign, string Kind, Discipline Discipline, GeoPoint Home, string Station, ImmutableArray<string> Capabilities);
