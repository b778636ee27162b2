using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Journal.Verifying;

/// <summary>What the check of one realm's record found.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Entries">Entries read.</param>
/// <param name="Commits">Commits read.</param>
/// <param name="Findings">Each place that is not as it was written; empty when all is well.</param>
/// <param name="WitnessedUntil">When the last good witness was signed, UTC; null: nothing is witnessed. Whatever was written later has no witness yet.</param>
/// <param name="EntriesNotWitnessed">How many entries that is.</param>
public sealed record VerificationReport(
    RealmId Realm, long Entries, long Commits, ImmutableArray<Finding> Findings, DateTimeOffset? WitnessedUntil, long EntriesNotWitnessed)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsSound => Findings.IsEmpty;
}
