using Eoc.Contracts.Ids;

namespace Eoc.Identity;

/// <summary>Links that open a realm without a password, for whoever starts the host to show what it does. Never reachable from outside the process.</summary>
public interface IStartLinks
{
    /// <summary>
    /// A new secret that opens one session of this account: once, within 15 minutes, from the machine itself. Kept as a hash; the account's earlier ones are
    /// worth nothing from now on.
    /// </summary>
    /// <exception cref="ArgumentException">The realm is <c>live</c>, or there is no such account.</exception>
    ValueTask<string> Issue(RealmId realm, string account, CancellationToken cancellation);
}
