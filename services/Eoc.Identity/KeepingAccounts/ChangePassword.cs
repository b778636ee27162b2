using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.SigningIn;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>New passwords: one's own, against the current one; or another's, by an administrator. Sessions begun with the old one end.</summary>
internal sealed class ChangePassword(
    IdentityDb db, OutdatedSessions outdated, PasswordVerifier passwords, NewPasswords renewed, SignInThrottle throttle, TimeProvider clock)
{
    public async Task<SetPasswordResponse> Set(SetPasswordRequest request, ServerCallContext context)
    {
        var caller = context.GetCaller();
        Check("new_password", request.NewPassword, caller.Account);
        if (await OfCaller(caller, context) is not { } account) return new() { Refusal = Refusals.NoSuchAccount };
        var attempt = throttle.Begin(context, account.UserName!);
        if (!await passwords.Verify(account, request.CurrentPassword, context.CancellationToken)) return new() { Refusal = Refusals.PasswordWrong };
        attempt.Succeeded();
        renewed.Protect(account, request.NewPassword);
        await outdated.SpareOwn(account, context);
        await Save(account, "password.set", session => session.Id != caller.Session.Value, context);
        return new();
    }

    public async Task<ResetPasswordResponse> Reset(ResetPasswordRequest request, ServerCallContext context)
    {
        AccountNames.Require(request.Account);
        Check("new_password", request.NewPassword, request.Account);
        var (realm, name) = (request.Realm, request.Account);
        if (await db.Users.SingleOrDefaultAsync(row => row.Realm == realm && row.Name == name, context.CancellationToken) is not { } account)
            return new() { Refusal = Refusals.NoSuchAccount };
        renewed.Protect(account, request.NewPassword);
        if (request.RemoveTotp) await ForgetKeys(account, context.CancellationToken);
        await Save(account, request.RemoveTotp ? "password.reset-and-totp-removed" : "password.reset", _ => true, context);
        return new();
    }

    /// <summary>The caller's account, or null for a device.</summary>
    private async Task<Account?> OfCaller(Caller caller, ServerCallContext context)
    {
        var (realm, name) = (caller.Realm.Value, caller.Account);
        return await db.Users.SingleOrDefaultAsync(row => row.Realm == realm && row.Name == name, context.CancellationToken);
    }

    private async Task ForgetKeys(Account account, CancellationToken cancellation)
    {
        account.TwoFactorEnabled = false;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(token => token.UserId == account.Id && token.LoginProvider == Authenticators.Provider).ToListAsync(cancellation));
    }

    private async Task Save(Account account, string action, Func<HeldSession, bool> ended, ServerCallContext context)
    {
        db.Audit.Add(AuditNote.DoneBy(context.GetCaller(), CallSource.AddressOf(context), action, account.UserName!).ToEntry(clock.GetUtcNow()));
        await db.SaveChangesAsync(context.CancellationToken);
        await outdated.End(account, ended, context.CancellationToken);
    }

    private static void Check(string field, string password, string account)
    {
        var checks = new RequestChecks();
        PasswordPolicy.Check(checks, field, password, account);
        checks.Done();
    }
}
