using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Identity.Storing;
using Eoc.ServiceDefaults.Calling;

namespace Eoc.Identity.HoldingSessions;

/// <summary>A session that this process has in hand, so that a call need not ask the store.</summary>
// Without a timer a CancellationTokenSource holds nothing to dispose of, and handlers may ask its token after the end.
#pragma warning disable CA1001
internal sealed class HeldSession
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _ended = new();
    private readonly long _expiresAt;
    private readonly long _idleLimit;
    private long _lastUse;
    private int _open;

    public HeldSession(SessionRow row, TokenHash hash, bool lacksAuthenticator = false)
    {
        Hash = hash;
        Caller = CallerOf(row, _ended.Token) with { LacksAuthenticator = lacksAuthenticator };
        _expiresAt = row.ExpiresAt.UtcTicks;
        _idleLimit = row.IdleLimit.Ticks;
        _lastUse = row.LastSeenAt.UtcTicks;
    }

    public TokenHash Hash { get; }
    public Caller Caller { get; }
    public Guid Id => Caller.Session.Value;

    /// <summary>When it was last called with, or now while a stream is open.</summary>
    public DateTimeOffset LastUse(DateTimeOffset now) => Volatile.Read(ref _open) > 0 ? now : new(Interlocked.Read(ref _lastUse), TimeSpan.Zero);

    /// <summary>Whether it may still be used; a use that is allowed counts.</summary>
    public bool Use(DateTimeOffset now)
    {
        if (_ended.IsCancellationRequested || HasLapsed(now)) return false;
        Interlocked.Exchange(ref _lastUse, now.UtcTicks);
        return true;
    }

    /// <summary>Whether it is past its end or was idle for too long.</summary>
    public bool HasLapsed(DateTimeOffset now) => now.UtcTicks >= _expiresAt || now.UtcTicks - LastUse(now).UtcTicks > _idleLimit;

    /// <summary>Another process saw it in use.</summary>
    public void SeenElsewhere(DateTimeOffset at)
    {
        var known = Interlocked.Read(ref _lastUse);
        if (at.UtcTicks > known) Interlocked.CompareExchange(ref _lastUse, at.UtcTicks, known);
    }

    public void StreamOpened() => Interlocked.Increment(ref _open);

    public void StreamClosed(DateTimeOffset now)
    {
        Interlocked.Exchange(ref _lastUse, now.UtcTicks);
        Interlocked.Decrement(ref _open);
    }

    /// <summary>Ends it here and now; open streams learn of it.</summary>
    public void End() => _ = _ended.CancelAsync(); // handlers run on, not in the thread that ends them

    private static Caller CallerOf(SessionRow row, CancellationToken ended)
    {
        var agency = AgencyId.Parse(row.Agency);
        ImmutableArray<Audience> labels = [Audience.Room, Audience.Of(agency), .. GrantedLabels.Read(row.Audiences)];
        UnitId? unit = row.Unit is null ? null : UnitId.Parse(row.Unit);
        return new(new SessionId(row.Id), row.Account, row.Role, agency, RealmId.Parse(row.Realm), [.. labels.Distinct()], unit, ended);
    }
}
