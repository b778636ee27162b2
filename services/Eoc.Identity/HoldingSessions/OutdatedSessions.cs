using Eoc.Identity.Storing;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.HoldingSessions;

/// <summary>What becomes of an account's sessions when its security stamp has changed: what they were begun with no longer opens it.</summary>
internal sealed class OutdatedSessions(IdentityDb db, HeldSessions held)
{
    /// <summary>The session that is called in goes on under the new stamp, once that is saved.</summary>
    public async Task SpareOwn(Account account, ServerCallContext context)
    {
        var own = context.GetCaller().Session.Value;
        if (await db.Sessions.SingleOrDefaultAsync(row => row.Id == own, context.CancellationToken) is { } session) session.Stamp = account.SecurityStamp;
    }

    /// <summary>Ends those that bear an earlier stamp, in the store and, of the account, here; to be called when the new one is saved.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="ended">Which of those in hand: all, or all but the one that was spared.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task End(Account account, Func<HeldSession, bool> ended, CancellationToken cancellation)
    {
        var stamp = account.SecurityStamp;
        await db.Sessions.Where(row => row.AccountId == account.Id && row.Stamp != stamp).ExecuteDeleteAsync(cancellation);
        held.End(session => session.Caller.Realm.Value == account.Realm && session.Caller.Account == account.Name && ended(session));
    }
}
