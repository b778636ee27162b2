using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.FollowingUp;

/// <summary>A follow-up as its row has it.</summary>
internal sealed record OwedFollowUp(OwedKey Key, FollowUp FollowUp)
{
    /// <summary>What an append owes; every writer and every heir gives a follow-up the same command id.</summary>
    public static IEnumerable<OwedFollowUp> Of(PendingAppend append)
    {
        var ordinal = 0;
        foreach (var owed in append.Proposal.FollowUps)
        {
            var key = new OwedKey(append.Stream, append.LastVersion, ordinal++);
            yield return new(key, new FollowUp(
                CommandOf(key), append.Request.Stream, owed.Target, owed.Kind, owed.Data, append.Stamp.OccurredAt, append.Stamp.Agency));
        }
    }

    /// <summary>The command id follows from the entry that owes it.</summary>
    public static CommandId CommandOf(OwedKey key) =>
        new(DerivedId.From(key.Source, key.Version.ToString(CultureInfo.InvariantCulture), key.Ordinal.ToString(CultureInfo.InvariantCulture)));
}
