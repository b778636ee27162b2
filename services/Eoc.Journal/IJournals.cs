using Eoc.Contracts.Ids;

namespace Eoc.Journal;

/// <summary>
/// The journals of this process: <c>live</c> has one, every other realm its own (a SQLite file, a PostgreSQL schema), so that it can neither slow
/// live nor outlive its deletion.
/// </summary>
public interface IJournals
{
    /// <summary>The realm's journal, or null when the realm was never created.</summary>
    ValueTask<IJournal?> Find(RealmId realm, CancellationToken cancellation = default);

    /// <summary>The realm's journal, made when it is not there.</summary>
    ValueTask<IJournal> Create(RealmId realm, CancellationToken cancellation = default);

    /// <summary>
    /// Removes a realm whole: its journal, and what each <see cref="IRealmKeeper" /> of this process has of it. No other process may have it open. The live one
    /// is refused.
    /// </summary>
    ValueTask Delete(RealmId realm, CancellationToken cancellation = default);

    /// <summary>Whether what this writer wrote in this realm went with a deletion: of a message that is late nothing is to be believed.</summary>
    bool IsDeleted(RealmId realm, Guid writer);

    /// <summary>The realms there are.</summary>
    ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation = default);
}
