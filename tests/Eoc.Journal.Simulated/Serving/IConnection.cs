using Eoc.Journal.Grouping;
using Eoc.Journal.Simulated.Keeping;

namespace Eoc.Journal.Simulated.Serving;

/// <summary>The way from a process to the store: what may go wrong on it, and how long it takes.</summary>
internal interface IConnection
{
    /// <inheritdoc cref="IJournalStore.IsExclusive" />
    bool IsExclusive { get; }

    /// <inheritdoc cref="IJournalStore.Lane" />
    ILane Lane { get; }

    /// <summary>The store's clock.</summary>
    DateTimeOffset Now { get; }

    /// <exception cref="JournalUnavailableException">The store did not answer.</exception>
    ValueTask<T> Ask<T>(Func<SimulatedTables, T> serve);

    /// <inheritdoc cref="IJournalStore.Commit" />
    ValueTask<bool> Commit(CommitBatch batch);
}
