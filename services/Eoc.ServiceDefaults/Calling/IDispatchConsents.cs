using Eoc.Contracts.Ids;

namespace Eoc.ServiceDefaults.Calling;

/// <summary>Whose dispatchers may send whose units. The policy point asks here for a grant of REACH_CONSENT; without an implementation nobody may.</summary>
public interface IDispatchConsents
{
    /// <summary>Whether <paramref name="owner" /> lets dispatchers of <paramref name="dispatcher" /> use its units; false when either is unknown.</summary>
    ValueTask<bool> MayDispatch(RealmId realm, AgencyId owner, AgencyId dispatcher, CancellationToken cancellation);
}
