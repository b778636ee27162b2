using System.Data.Common;
using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Identity.HoldingSessions;

/// <summary>Compares the sessions in use with the store, twice a second and in one query, so that a revoked one ends within a second in every process.</summary>
internal sealed partial class SessionRevalidation(
    HeldSessions held, IDbContextFactory<IdentityDb> store, IdentitySettings settings, TimeProvider clock, ILogger<SessionRevalidation> logger) : BackgroundService
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SweptEvery = TimeSpan.FromMinutes(10);
    private DateTimeOffset _confirmed = DateTimeOffset.MaxValue;
    private DateTimeOffset _seen = DateTimeOffset.MinValue;
    private DateTimeOffset _swept = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Revalidation, clock);
        _confirmed = clock.GetUtcNow();
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Round(clock.GetUtcNow(), stoppingToken);
    }

    private async Task Round(DateTimeOffset now, CancellationToken cancellation)
    {
        Forget(now);
        try
        {
            await Confirm(now, cancellation);
            _confirmed = now;
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or TimeoutException)
        {
            LogUnreachable(failure, now - _confirmed);
            if (now - _confirmed > settings.TrustWithoutStore) held.End(_ => true);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var session in held.All)
        {
            if (session.HasLapsed(now)) held.End(session);
            else if (now - session.LastUse(now) > KeptUnused) held.Release(session);
        }
    }

    private async Task Confirm(DateTimeOffset now, CancellationToken cancellation)
    {
        var sessions = held.All.ToArray();
        var ids = sessions.Select(session => session.Id).ToArray();
        if (ids.Length == 0 && now - _swept < SweptEvery) return;
        await using var db = await store.CreateDbContextAsync(cancellation);
        var standing = await Standing(db, ids, cancellation);
        foreach (var session in sessions)
        {
            if (standing.TryGetValue(session.Id, out var row) && row.Hash == session.Hash) session.SeenElsewhere(row.LastSeenAt);
            else held.End(session);
        }

        await KeepBooks(db, sessions, now, cancellation);
    }

    private static async Task<Dictionary<Guid, (TokenHash Hash, DateTimeOffset LastSeenAt)>> Standing(IdentityDb db, Guid[] ids, CancellationToken cancellation)
    {
        var rows = await db.Sessions.Where(row => ids.Contains(row.Id)).Standing(db)
            .Select(row => new { row.Id, row.TokenHash, row.LastSeenAt }).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => (TokenHash.FromStored(row.TokenHash), row.LastSeenAt));
    }

    private async Task KeepBooks(IdentityDb db, HeldSession[] sessions, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - _seen >= SeenEvery)
        {
            var used = sessions.Where(session => session.LastUse(now) >= _seen).Select(session => session.Id).ToArray();
            await db.Sessions.Where(row => used.Contains(row.Id)).ExecuteUpdateAsync(row => row.SetProperty(session => session.LastSeenAt, now), cancellation);
            _seen = now;
        }

        if (now - _swept < SweptEvery) return;
        await db.Sessions.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        _swept = now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sessions could not be compared with the store for {Age}")]
    private partial void LogUnreachable(Exception failure, TimeSpan age);
}
