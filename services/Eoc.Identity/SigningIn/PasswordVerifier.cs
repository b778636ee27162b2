using System.Security.Cryptography;
using Eoc.Identity.Storing;
using Microsoft.AspNetCore.Identity;

namespace Eoc.Identity.SigningIn;

/// <summary>
/// Compares passwords with their hashes: the same work whether the account exists or not, and on some of the cores only, so that a flood of sign-ins leaves
/// the others to dispatch.
/// </summary>
internal sealed class PasswordVerifier : IDisposable
{
    private readonly IPasswordHasher<Account> _hasher;
    private readonly Lazy<string> _nobody;
    private readonly SemaphoreSlim _lanes = new(Math.Max(1, Environment.ProcessorCount / 2));

    public PasswordVerifier(IPasswordHasher<Account> hasher)
    {
        _hasher = hasher;
        // Not at the start, which waits for other things.
        _nobody = new(() => hasher.HashPassword(null!, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
    }

    /// <summary>Whether the password is the account's; false, as slowly, for no account.</summary>
    public async Task<bool> Verify(Account? account, string password, CancellationToken cancellation)
    {
        await _lanes.WaitAsync(cancellation);
        try
        {
            var nobody = _nobody.Value;
            var result = _hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? nobody, password);
            return account is not null && result != PasswordVerificationResult.Failed;
        }
        finally
        {
            _lanes.Release();
        }
    }

    public void Dispose() => _lanes.Dispose();
}
