using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;

namespace Eoc.Identity.ConfirmingCodes;

/// <summary>Authenticator keys as they are stored, and the codes that are taken.</summary>
internal sealed class Authenticators(TimeProvider clock)
{
    /// <summary>The names under which ASP.NET Core Identity keeps an account's keys.</summary>
    public const string Provider = "totp";

    /// <summary>The key whose codes count.</summary>
    public const string Key = "key";

    /// <summary>The key that has been shown but not confirmed.</summary>
    public const string Pending = "pending";

    /// <summary>An account and its key, in one query, so that neither is told apart by time.</summary>
    public static async Task<KeyedAccount?> Find(IdentityDb db, string realm, string name, CancellationToken cancellation) =>
        await (from account in db.Users
               where account.Realm == realm && account.Name == name
               select new KeyedAccount(
                   account,
                   db.UserTokens.Where(token => token.UserId == account.Id && token.LoginProvider == Provider && token.Name == Key)
                       .Select(token => token.Value).FirstOrDefault())).SingleOrDefaultAsync(cancellation);

    /// <summary>Whether the code opens this account now; without a key none is needed. A code opens once.</summary>
    public async Task<bool> Accept(IdentityDb db, KeyedAccount account, string code, CancellationToken cancellation)
    {
        if (account.Key is null) return true;
        return TotpCode.Match(Base32.Decode(account.Key), code, account.Account.UsedStep, clock.GetUtcNow()) is { } step
            && await Take(db, account.Account.Id, step, cancellation);
    }

    /// <summary>Marks a step as used; false when another sign-in was faster.</summary>
    public static async Task<bool> Take(IdentityDb db, Guid account, long step, CancellationToken cancellation) =>
        await db.Users.Where(row => row.Id == account && row.UsedStep < step)
            .ExecuteUpdateAsync(row => row.SetProperty(user => user.UsedStep, step), cancellation) == 1;
}

/// <summary>An account and the authenticator key that counts, base32; null when it has none.</summary>
internal sealed record KeyedAccount(Account Account, string? Key);
