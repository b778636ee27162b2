using Eoc.Contracts.Ids;

namespace Eoc.Journal.Tests.Simulating;

/// <summary>Journals on a simulated disk.</summary>
/// <param name="disk">Outlives the backend, as a disk outlives a process.</param>
internal sealed class SimulatedBackend(SimulatedDisk disk) : IJournalBackend
{
    public ValueTask<IJournalStore?> Open(RealmId realm, bool create, CancellationToken cancellation) =>
        new(disk.Open(realm, create) is { } file ? new SimulatedStore(realm, file) : null);

    public ValueTask Delete(RealmId realm, CancellationToken cancellation)
    {
        disk.Delete(realm);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation) => new(disk.Realms);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
