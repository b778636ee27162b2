using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Following;
using Eoc.Journal.Relaying;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Tracking.Terminals;

/// <summary>The rosters of the realms that terminals are in.</summary>
internal sealed class Rosters(IJournals journals, TimeProvider time, ILogger<Rosters> logger) : BackgroundService, IFactsReceiver, IRealmKeeper
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly RealmReaders<Roster> _readers = new(journals, journal => new(journal, time, logger), logger);

    public Task<Roster?> Open(RealmId realm, CancellationToken cancellation) => _readers.Open(realm, cancellation);

    /// <inheritdoc />
    public Task Receive(FactsPublished facts, CancellationToken cancellation) => _readers.Receive(facts, cancellation);

    /// <inheritdoc />
    public Task Forget(RealmId realm, CancellationToken cancellation) => _readers.Forget(realm);

    /// <inheritdoc />
    public override void Dispose()
    {
        _readers.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await _readers.Look(stoppingToken);
    }
}
