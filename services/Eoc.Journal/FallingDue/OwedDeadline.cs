using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.FallingDue;

/// <summary>A deadline as its row has it; <see cref="FollowUp" /> is what is delivered when it fires.</summary>
internal sealed record OwedDeadline(OwedKey Key, FollowUp FollowUp)
{
    /// <summary>When, in the realm's time.</summary>
    public DateTimeOffset Due => FollowUp.OccurredAt;

    /// <summary>What an append wants looked at again.</summary>
    public static IEnumerable<OwedDeadline> Of(PendingAppend append)
    {
        var ordinal = 0;
        foreach (var deadline in append.Proposal.Deadlines)
        {
            var key = new OwedKey(append.Stream, append.LastVersion, ordinal++);
            yield return new(key, new FollowUp(
                CommandOf(key), append.Request.Stream, deadline.Target, deadline.Kind, deadline.Data, deadline.Due, append.Stamp.Agency));
        }
    }

    /// <summary>The command id follows from the entry that set the deadline, however often and by whomever it is fired.</summary>
    public static CommandId CommandOf(OwedKey key) => new(DerivedId.From(
        key.Source, key.Version.ToString(CultureInfo.InvariantCulture), "deadline", key.Ordinal.ToString(CultureInfo.InvariantCulture)));
}
