using System.Collections.Concurrent;
using Eoc.Contracts.Ids;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;

namespace Eoc.Identity.HoldingSessions;

/// <summary>The sessions this process has in hand. A call finds its own here; one that is not yet here is read from the store.</summary>
internal sealed class HeldSessions(IDbContextFactory<IdentityDb> store, IdentitySettings settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<TokenHash, HeldSession> _held = new();

    /// <summary>All of them.</summary>
    public IEnumerable<HeldSession> All => _held.Values;

    /// <summary>The session in hand with this token, used now; null when it is not in hand or has ended.</summary>
    public HeldSession? Use(TokenHash hash) => _held.TryGetValue(hash, out var session) && session.Use(clock.GetUtcNow()) ? session : null;

    /// <summary>The session with this token from the store, used now; null when there is none that stands.</summary>
    public async Task<HeldSession?> Load(TokenHash hash, CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        var stored = hash.ToStored();
        var row = await db.Sessions.AsNoTracking().Standing(db).SingleOrDefaultAsync(session => session.TokenHash == stored, cancellation);
        if (row is null) return null;
        if (await LacksAuthenticator(db, row, cancellation)) return Unheld(row, hash);
        var held = _held.GetOrAdd(hash, static (key, loaded) => new HeldSession(loaded, key), row);
        return held.Use(clock.GetUtcNow()) ? held : null;
    }

    /// <summary>Looked at anew at each call: the next may come after the confirmation, in whichever process that was.</summary>
    private HeldSession? Unheld(SessionRow row, TokenHash hash) => new HeldSession(row, hash, lacksAuthenticator: true) is var session && session.Use(clock.GetUtcNow()) ? session : null;

    /// <summary>Whether its realm is live and its account has no key that counts. Devices and the process's own operator have no account.</summary>
    private async ValueTask<bool> LacksAuthenticator(IdentityDb db, SessionRow row, CancellationToken cancellation) =>
        settings.LiveNeedsAuthenticator && row.AccountId is { } account && row.Realm == RealmId.Live.Value
        && !await db.UserTokens.AnyAsync(token => token.UserId == account && token.LoginProvider == Authenticators.Provider && token.Name == Authenticators.Key, cancellation);

    /// <summary>Ends a session here at once; other processes find it gone within their next look.</summary>
    public void End(Func<HeldSession, bool> which)
    {
        foreach (var session in _held.Values.Where(which)) End(session);
    }

    /// <summary>Ends one.</summary>
    public void End(HeldSession session)
    {
        Release(session);
        session.End();
    }

    /// <summary>Lets one go that is not in use; the next call reads it again.</summary>
    public void Release(HeldSession session) => _held.TryRemove(new(session.Hash, session));
}
