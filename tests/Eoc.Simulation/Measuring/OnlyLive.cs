using Eoc.Journal;

namespace Eoc.Simulation.Measuring;

/// <summary>There is one realm.</summary>
internal sealed class OnlyLive(IJournal live) : IJournals
{
    public ValueTask<IJournal?> Find(RealmId realm, CancellationToken cancellation = default) => new(realm.IsLive ? live : null);

    public ValueTask<IJournal> Create(RealmId realm, CancellationToken cancellation = default) => throw new NotSupportedException("Realms are not made here.");

    public ValueTask Delete(RealmId realm, CancellationToken cancellation = default) => throw new NotSupportedException("Realms are not deleted here.");

    public ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation = default) => new([RealmId.Live]);

    public bool IsDeleted(RealmId realm, Guid writer) => false;
}
