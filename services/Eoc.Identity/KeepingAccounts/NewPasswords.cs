using Eoc.Identity.Storing;
using Microsoft.AspNetCore.Identity;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>Puts a password's hash into an account.</summary>
internal sealed class NewPasswords(IPasswordHasher<Account> hasher, ILookupNormalizer normalizer)
{
    /// <summary>Gives the account a password, or none if it is empty. Its security stamp changes, so sessions begun before no longer stand.</summary>
    public Account Protect(Account account, string password)
    {
        account.NormalizedUserName = normalizer.NormalizeName(account.UserName);
        account.PasswordHash = password.Length == 0 ? null : hasher.HashPassword(account, password);
        account.SecurityStamp = Guid.CreateVersion7().ToString();
        return account;
    }

    /// <summary>Whether it is the account's password.</summary>
    public bool Fits(Account account, string password) =>
        account.PasswordHash is { } hash ? hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed : password.Length == 0;
}
