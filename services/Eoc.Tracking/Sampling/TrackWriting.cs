using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Tracking.Ingesting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Tracking.Sampling;

/// <summary>Where the track files lie.</summary>
internal sealed record TrackFolder(string Path);

/// <summary>Writes the sampled tracks every ten seconds, one transaction for each realm.</summary>
internal sealed partial class TrackWriting(TrackedRealms realms, TrackFolder folder, TimeProvider time, ILogger<TrackWriting> logger) : BackgroundService, IRealmKeeper
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc />
    public Task Forget(RealmId realm, CancellationToken cancellation) => InTurn(
        () =>
        {
            new TrackFile(folder.Path, realm).Delete();
            return Task.CompletedTask;
        },
        cancellation);

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var realm in realms.All) await InTurn(() => Write(realm, stoppingToken), stoppingToken);
    }

    private async Task InTurn(Func<Task> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task Write(RealmTracks realm, CancellationToken cancellation)
    {
        var samples = TrackSampling.Take(realm);
        if (samples.Count == 0 || realm.Gone.IsCancellationRequested) return;
        try
        {
            await new TrackFile(folder.Path, realm.Realm).Append(samples, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogUnwritten(logger, realm.Realm, samples.Count, failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Count} sampled positions of {Realm} could not be written and are missing from its tracks.")]
    private static partial void LogUnwritten(ILogger logger, RealmId realm, int count, Exception failure);
}
