using Eoc.Contracts.Ids;

namespace Eoc.Journal.FallingDue;

/// <summary>Fires deadlines of realms whose clock is driven; all other realms' fire by themselves.</summary>
public interface IDeadlines
{
    /// <summary>
    /// Fires everything due by a time, in order, also what that brings about, and returns when it is delivered, with the follow-ups it caused.
    /// The clock may then be moved to that time. A realm that is not there has none.
    /// </summary>
    Task FireDue(RealmId realm, DateTimeOffset upTo, CancellationToken cancellation);
}
