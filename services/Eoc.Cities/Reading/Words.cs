using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Reading;

/// <summary>The words of a pack for what the wire says by number.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, Discipline> Disciplines = new Dictionary<string, Discipline>(StringComparer.Ordinal)
    {
        ["emergency-communications"] = Discipline.EmergencyCommunications,
        ["police"] = Discipline.Police,
        ["fire"] = Discipline.Fire,
        ["emergency-medical"] = Discipline.EmergencyMedical,
        ["traffic"] = Discipline.Traffic,
        ["public-works"] = Discipline.PublicWorks,
        ["transit"] = Discipline.Transit,
        ["health"] = Discipline.Health,
        ["utility"] = Discipline.Utility,
        ["volunteer"] = Discipline.Volunteer,
    };

    public static readonly IReadOnlyDictionary<string, GridDirection> Directions = new Dictionary<string, GridDirection>(StringComparer.Ordinal)
    {
        ["north"] = GridDirection.North,
        ["east"] = GridDirection.East,
        ["south"] = GridDirection.South,
        ["west"] = GridDirection.West,
    };

    /// <summary>Kinds of streets with the speed at which units make their way there, kilometres an hour.</summary>
    public static readonly IReadOnlyDictionary<string, double> Streets = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["expressway"] = 80,
        ["drive"] = 60,
        ["arterial"] = 45,
        ["collector"] = 35,
        ["local"] = 25,
    };
}
