using Eoc.Contracts.Ids;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>One unit in fifty is out of service, each with a reason: whoever asks why gets an answer.</summary>
internal static class Defects
{
    private const double Share = 0.02;

    private static readonly string[] Reasons = ["Pump repair", "Tyre change", "Restocking", "Radio in the workshop", "Crew at training"];

    public static bool Has(Chance chance, UnitId unit) => chance.Of(unit.ToString(), "defect") < Share;

    public static string ReasonOf(Chance chance, UnitId unit) => chance.Pick(Reasons, unit.ToString(), "reason");

    /// <summary>How long it will be out.</summary>
    public static TimeSpan Until(Chance chance, UnitId unit) => chance.Between(1_800, 14_400, unit.ToString(), "until");
}
