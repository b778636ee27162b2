using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Microsoft.Extensions.Logging;

namespace Eoc.Journal.Following;

/// <summary>Something that is kept at the heads of one realm's journal.</summary>
public interface IRealmReader : IDisposable
{
    /// <summary>What keeps it there.</summary>
    RealmFollowing Following { get; }

    /// <summary>All there was has been read; called once.</summary>
    void Loaded();
}

/// <summary>
/// The readers of one kind in this process, one for each realm somebody asked for. What the bus brings of any other realm is passed over: who comes
/// later reads it from the journal.
/// </summary>
/// <param name="journals">The journals.</param>
/// <param name="begin">Makes the reader of a realm; it is then loaded.</param>
/// <param name="logger">Where a silent journal is named.</param>
public sealed partial class RealmReaders<TReader>(IJournals journals, Func<IJournal, TReader> begin, ILogger logger) : IDisposable
    where TReader : class, IRealmReader
{
    private readonly ConcurrentDictionary<RealmId, Lazy<Task<TReader?>>> _realms = new();

    /// <summary>Every reader that is loaded.</summary>
    public IEnumerable<TReader> Loaded => _realms.Values.Where(IsLoaded).Select(Completed).OfType<TReader>();

    /// <summary>The realm's reader if it is loaded.</summary>
    public TReader? Find(RealmId realm) => _realms.TryGetValue(realm, out var opening) && IsLoaded(opening) ? Completed(opening) : null;

    /// <summary>The realm's reader, loaded when it is not; null when there is no such realm.</summary>
    /// <exception cref="JournalUnavailableException">The store does not answer.</exception>
    public async Task<TReader?> Open(RealmId realm, CancellationToken cancellation)
    {
        var opening = _realms.GetOrAdd(realm, id => new(() => Load(id)));
        try
        {
            if (await opening.Value.WaitAsync(cancellation) is { } reader) return reader;
        }
        catch (Exception) when (opening.Value.IsFaulted)
        {
            _realms.TryRemove(new(realm, opening));
            throw;
        }

        // It may be made later.
        _realms.TryRemove(new(realm, opening));
        return null;
    }

    /// <summary>Takes a message of the bus.</summary>
    public async Task Receive(FactsPublished facts, CancellationToken cancellation)
    {
        // Whoever is found reads what there is now; what a deletion overtook is of an earlier realm of that name.
        if (!RealmId.TryParse(facts.Realm, null, out var realm) || Find(realm) is not { } reader || journals.IsDeleted(realm, facts.Writer)) return;
        try
        {
            await reader.Following.Receive(facts, cancellation);
        }
        catch (ObjectDisposedException)
        {
            // The realm is gone.
        }
        catch (JournalUnavailableException unavailable)
        {
            // The message is not lost by that: until the bus is heard again the journal is asked.
            LogUnread(logger, realm, unavailable);
        }
    }

    /// <summary>Asks every realm's journal for what the bus did not bring; to be called twice a second.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        foreach (var reader in Loaded)
        {
            try
            {
                await reader.Following.Look(cancellation);
            }
            catch (ObjectDisposedException)
            {
                // The realm is gone.
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogUnread(logger, reader.Following.Realm, failure);
            }
        }
    }

    /// <summary>Ends the realm's reader, also one that is just loading.</summary>
    public async Task Forget(RealmId realm)
    {
        if (!_realms.TryRemove(realm, out var opening)) return;
        await ((Task)opening.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsLoaded(opening)) Completed(opening)?.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var reader in Loaded) reader.Dispose();
    }

    private static bool IsLoaded(Lazy<Task<TReader?>> opening) => opening is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    // Asked only of what has completed.
    private static TReader? Completed(Lazy<Task<TReader?>> opening) => opening.Value.GetAwaiter().GetResult();

    private async Task<TReader?> Load(RealmId realm)
    {
        if (await journals.Find(realm) is not { } journal) return null;
        var reader = begin(journal);
        await reader.Following.Load(CancellationToken.None);
        reader.Loaded();
        return reader;
    }

    [LoggerMessage(LogLevel.Warning, "The journal of {Realm} does not answer; what follows it waits.")]
    private static partial void LogUnread(ILogger logger, RealmId realm, Exception failure);
}
