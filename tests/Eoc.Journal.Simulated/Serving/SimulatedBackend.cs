using Eoc.Journal.Simulated.Keeping;

namespace Eoc.Journal.Simulated.Serving;

/// <summary>Journals on a simulated disk, one process at a time.</summary>
/// <param name="disk">Outlives the backend, as a disk outlives a process.</param>
internal sealed class SimulatedBackend(SimulatedDisk disk) : IJournalBackend
{
    public ValueTask<IJournalStore?> Open(RealmId realm, bool create, CancellationToken cancellation) =>
        new(disk.Open(realm, create) is { } log ? new SimulatedStore(realm, new DirectConnection(log)) : null);

    public ValueTask Delete(RealmId realm, CancellationToken cancellation)
    {
        disk.Delete(realm);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<RealmId>> Realms(CancellationToken cancellation) => new(disk.Realms);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
