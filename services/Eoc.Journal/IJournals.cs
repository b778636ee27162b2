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

    /// <summary>Removes a realm's journal whole. The live one is refused.</summary>
    ValueTask Delete(RealmId realm, CancellationToken cancellation = default);

    /// <summary>The realms there are.</summary>
    ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation = default);
}
