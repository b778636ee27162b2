using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Planning;

namespace Eoc.Exercises.Tests.Demonstrating;

/// <summary>A made-up town: four agencies, stations in a row, two hospitals.</summary>
internal static class Grounds
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);

    public static Ground Town(params RunCard[] cards)
    {
        var city = new GetCityResponse { City = "town", Title = "Town", TimeZone = "America/Chicago" };
        city.Agencies.Add(Agency("oec", Discipline.EmergencyCommunications));
        Add(city, "fd", Discipline.Fire, ("ENGINE", "e"), ("TRUCK", "t"), ("BATTALION CHIEF", "bc"));
        Add(city, "ems", Discipline.EmergencyMedical, ("AMBULANCE", "a"));
        Add(city, "pd", Discipline.Police, ("PATROL", "p"));
        Add(city, "dpw", Discipline.PublicWorks, ("WATER CREW", "w"));
        city.Hospitals.Add(new Hospital { Id = "h1", Name = "North", At = At(0.05, 0.02) });
        city.Hospitals.Add(new Hospital { Id = "h2", Name = "South", At = At(-0.05, 0.02) });
        city.RunCards.Add(cards);
        return Ground.Of(city)!;
    }

    public static GeoPoint Point(double north, double east) => new(41.9 + north, -87.7 + east);

    public static Case Case(OccurrenceKind kind, int priority = 1, bool forNewcomer = false, int seed = 1) =>
        new(DerivedId.From("case", kind.Type), kind, priority, "1 Main St", Point(0.001, 0.001), Noon, forNewcomer, new Chance(seed));

    public static OccurrenceKind Kind(string type) => Kinds.Find(type)!;

    private static void Add(GetCityResponse city, string agency, Discipline discipline, params ReadOnlySpan<(string Kind, string Sign)> kinds)
    {
        city.Agencies.Add(Agency(agency, discipline));
        for (var at = 0; at < 10; at++)
        {
            city.Stations.Add(new Station { Id = $"{agency}-{at}", Agency = agency, Name = $"Station {at}", At = At(0.01 * at, 0) });
            foreach (var (kind, sign) in kinds) city.Units.Add(new RosterUnit { Id = $"{agency}/{sign}{at}", CallSign = $"{sign}{at}", Kind = kind, Station = $"{agency}-{at}" });
        }
    }

    private static CityAgency Agency(string id, Discipline discipline) => new() { Id = id, Name = id, Discipline = discipline };

    private static LatLng At(double north, double east) => new() { Latitude = 41.9 + north, Longitude = -87.7 + east };
}
