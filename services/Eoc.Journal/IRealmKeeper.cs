using Eoc.Contracts.Ids;

namespace Eoc.Journal;

/// <summary>
/// Keeps something of realms beside their journals, in memory or on a disk. Every one that is registered is told when a realm is deleted, so that a realm
/// of the same name, made later, begins with nothing.
/// </summary>
public interface IRealmKeeper
{
    /// <summary>
    /// Gives up all there is of the realm. Its journal is closed and neither found nor made meanwhile; it is gone once everybody has forgotten, so what fails
    /// here is asked for again with the next attempt. Of what was never there nothing is to be done.
    /// </summary>
    Task Forget(RealmId realm, CancellationToken cancellation);
}
