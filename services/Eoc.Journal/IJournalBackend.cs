using Eoc.Contracts.Ids;

namespace Eoc.Journal;

/// <summary>Where realms have their stores.</summary>
internal interface IJournalBackend : IAsyncDisposable
{
    /// <summary>The realm's store; null when it is not there and is not to be made.</summary>
    ValueTask<IJournalStore?> Open(RealmId realm, bool create, CancellationToken cancellation);

    /// <summary>Removes the realm's store, closed before, whole.</summary>
    ValueTask Delete(RealmId realm, CancellationToken cancellation);

    /// <summary>The realms there are.</summary>
    ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation);
}
