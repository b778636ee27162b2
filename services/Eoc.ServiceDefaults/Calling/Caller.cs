using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.ServiceDefaults.Calling;

/// <summary>Who makes a call, as proved by its session's token. No client can set any of it.</summary>
/// <param name="Session">The session; not a secret.</param>
/// <param name="Account">The account's name, unique in its realm; for a device its unit, <c>agency/unit</c>.</param>
/// <param name="Role">What the account is for.</param>
/// <param name="Agency">The agency the account speaks for.</param>
/// <param name="Realm">The realm the account belongs to.</param>
/// <param name="Labels">Every audience label it holds, <c>room</c> and its own agency's included.</param>
/// <param name="Unit">The unit a device is in; null for people.</param>
/// <param name="Ended">
/// Fires within a second of the session's revocation, expiry or the account's disabling. A stream handler stops when it does; the call then ends with
/// UNAUTHENTICATED, whatever the handler throws.
/// </param>
public sealed record Caller(
    SessionId Session,
    string Account,
    Role Role,
    AgencyId Agency,
    RealmId Realm,
    ImmutableArray<Audience> Labels,
    UnitId? Unit,
    CancellationToken Ended)
{
    /// <summary>Whether its account lacks the authenticator that its realm asks for; it then may do nothing but set one up.</summary>
    public bool LacksAuthenticator { get; init; }

    /// <summary>Whether the caller may know of something with this label.</summary>
    public bool Sees(Audience audience) => Labels.Contains(audience);
}
