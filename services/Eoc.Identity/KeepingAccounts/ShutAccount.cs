using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>Shuts accounts and opens them again. Shutting ends every session of the account; the last open administrator cannot be shut.</summary>
internal sealed class ShutAccount(IdentityDb db, HeldSessions held, TimeProvider clock)
{
    /// <summary>Sets the account's state; null when there is no such account, a refusal when it may not be shut.</summary>
    public async Task<(Account? Account, Refusal? Refusal)> Set(string realm, string name, bool disabled, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        if (await db.Users.SingleOrDefaultAsync(row => row.Realm == realm && row.Name == name, cancellation) is not { } account)
            return (null, Refusals.NoSuchAccount);
        if (account.Disabled == disabled) return (account, null);
        if (disabled && await IsLastAdministrator(account, cancellation)) return (null, Refusals.LastAdministrator);
        account.Disabled = disabled;
        account.SecurityStamp = Guid.CreateVersion7().ToString(); // sessions carry the old one, so none comes back when it is opened again
        var action = disabled ? "account.disabled" : "account.enabled";
        db.Audit.Add(AuditNote.DoneBy(context.GetCaller(), CallSource.AddressOf(context), action, account.UserName!).ToEntry(clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        await db.Sessions.Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        held.End(session => session.Caller.Realm.Value == realm && session.Caller.Account == name);
        return (account, null);
    }

    private async Task<bool> IsLastAdministrator(Account account, CancellationToken cancellation) =>
        account.Role == Role.Administrator
        && !await db.Users.AnyAsync(other => other.Role == Role.Administrator && !other.Disabled && other.Id != account.Id, cancellation);
}
