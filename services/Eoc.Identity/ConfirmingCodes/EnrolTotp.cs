using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.KeepingAccounts;
using Eoc.Identity.SigningIn;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;
using Microsoft.AspNetCore.Identity;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.ConfirmingCodes;

/// <summary>
/// A new authenticator key is shown once and counts when a code of it came back; until then the one before goes on counting. Whoever has an authenticator
/// needs its code to replace it, so that a password alone does not take the second factor over.
/// </summary>
internal sealed class EnrolTotp(
    IdentityDb db, OutdatedSessions outdated, UserManager<Account> users, Authenticators authenticators, PasswordVerifier passwords, SignInThrottle throttle, TimeProvider clock)
{
    public async Task<EnrolTotpResponse> Enrol(EnrolTotpRequest request, ServerCallContext context)
    {
        if (await OfCaller(context) is not { } keyed) return new() { Refusal = Refusals.NoSuchAccount };
        var attempt = throttle.Begin(context, keyed.Account.UserName!);
        if (!await passwords.Verify(keyed.Account, request.Password, context.CancellationToken)) return new() { Refusal = Refusals.PasswordWrong };
        if (!await authenticators.Accept(db, keyed, request.TotpCode, context.CancellationToken)) return new() { Refusal = Refusals.CodeWrong };
        attempt.Succeeded();
        var secret = users.GenerateNewAuthenticatorKey();
        Audit(keyed.Account, "totp.enrolled", context);
        await users.SetAuthenticationTokenAsync(keyed.Account, Authenticators.Provider, Authenticators.Pending, secret);
        return new() { Key = new() { Secret = secret, Uri = UriOf(keyed.Account, secret) } };
    }

    public async Task<ConfirmTotpResponse> Confirm(ConfirmTotpRequest request, ServerCallContext context)
    {
        if (await OfCaller(context) is not { Account: var account } keyed) return new() { Refusal = Refusals.NoSuchAccount };
        if (await users.GetAuthenticationTokenAsync(account, Authenticators.Provider, Authenticators.Pending) is not { } secret)
            return new() { Refusal = Refusals.NothingToConfirm };
        if (TotpCode.Match(Base32.Decode(secret), request.Code, account.UsedStep, clock.GetUtcNow()) is not { } step) return new() { Refusal = Refusals.CodeWrong };
        account.UsedStep = step;
        account.TwoFactorEnabled = true;
        if (keyed.Key is null) await Restamp(account, context);
        Audit(account, "totp.confirmed", context);
        await users.RemoveAuthenticationTokenAsync(account, Authenticators.Provider, Authenticators.Pending);
        await users.SetAuthenticationTokenAsync(account, Authenticators.Provider, Authenticators.Key, secret);
        if (keyed.Key is null) await outdated.End(account, session => session.Caller.Session != context.GetCaller().Session, context.CancellationToken);
        return new();
    }

    /// <summary>With the first key: sessions that were begun by the password alone do not stand any more, this one does.</summary>
    private Task Restamp(Account account, ServerCallContext context)
    {
        account.SecurityStamp = Guid.CreateVersion7().ToString();
        return outdated.SpareOwn(account, context);
    }

    private Task<KeyedAccount?> OfCaller(ServerCallContext context)
    {
        var caller = context.GetCaller();
        return Authenticators.Find(db, caller.Realm.Value, caller.Account, context.CancellationToken);
    }

    private void Audit(Account account, string action, ServerCallContext context) =>
        db.Audit.Add(AuditNote.DoneBy(context.GetCaller(), CallSource.AddressOf(context), action, account.UserName!).ToEntry(clock.GetUtcNow()));

    private static string UriOf(Account account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString($"EOC {account.Realm}:{account.Name}")}?secret={secret}&issuer=EOC&algorithm=SHA1&digits=6&period=30";
}
