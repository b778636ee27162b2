using Eoc.Identity.Storing;
using Microsoft.AspNetCore.Identity;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>Puts a password's hash into an account.</summary>
internal sealed class NewPasswords(IPasswordHasher<Account> hasher, ILookupNormalizer normalizer)
{
    /// <summary>Gives the account a password. Its security stamp changes, so sessions begun before no longer stand.</summary>
    public Account Protect(Account account, string password)
    {
        account.NormalizedUserName = normalizer.NormalizeName(account.UserName);
        account.PasswordHash = hasher.HashPassword(account, password);
        account.SecurityStamp = Guid.CreateVersion7().ToString();
        return account;
    }

    /// <summary>Whether it is the account's password.</summary>
    public bool Fits(Account account, string password) =>
        hasher.VerifyHashedPassword(account, account.PasswordHash ?? string.Empty, password) != PasswordVerificationResult.Failed;
}
