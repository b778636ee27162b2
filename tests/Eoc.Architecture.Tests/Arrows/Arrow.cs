using System.Collections.Immutable;

namespace Eoc.Architecture.Tests.Arrows;

/// <summary>
/// Who may refer to whom: Host → services → Domain, Journal, Contracts. Services meet on the bus, never by reference. ServiceDefaults is no
/// service: who calls, how a value is checked and how the bus is wired are composition that every service shares.
/// </summary>
internal static class Arrow
{
    private const string AnyContract = "Eoc.Contracts.*";
    private const string ServiceDefaults = "Eoc.ServiceDefaults";

    private static readonly ImmutableHashSet<string> OfAService = [AnyContract, "Eoc.Domain", "Eoc.Journal", ServiceDefaults];

    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> Narrower = new Dictionary<string, ImmutableHashSet<string>>
    {
        ["Eoc.Contracts.Ids"] = [],
        ["Eoc.Contracts.Events"] = ["Eoc.Contracts.Ids"],
        ["Eoc.Contracts.Grains"] = ["Eoc.Contracts.Ids", "Eoc.Contracts.Events"],
        ["Eoc.Contracts.Rpc"] = [],
        // The rules are pure: they know ids and facts, nothing that runs.
        ["Eoc.Domain"] = ["Eoc.Contracts.Ids", "Eoc.Contracts.Events"],
        ["Eoc.Journal"] = ["Eoc.Contracts.Ids", "Eoc.Contracts.Events"],
        [ServiceDefaults] = [AnyContract, "Eoc.Journal"],
        // The picture follows facts, which state their outcome in full; a rule repeated in it would drift.
        ["Eoc.Picture"] = [AnyContract, "Eoc.Journal", ServiceDefaults],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Whether an assembly or project of ours may not refer to another of ours.</summary>
    public static bool IsForbidden(string from, string to)
    {
        if (!to.StartsWith("Eoc.", StringComparison.Ordinal)) return false;
        if (from == "Eoc.Host") return to == "Eoc.Host";
        return !(Narrower.GetValueOrDefault(from) ?? OfAService).Any(allowed => Matches(allowed, to));
    }

    private static bool Matches(string allowed, string to) =>
        allowed == AnyContract ? to.StartsWith("Eoc.Contracts.", StringComparison.Ordinal) : allowed == to;
}
