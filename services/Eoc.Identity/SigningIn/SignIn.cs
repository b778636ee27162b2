using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;

namespace Eoc.Identity.SigningIn;

/// <summary>Password, and a code when the account has an authenticator, against a new token. Every failure gets the same answer.</summary>
internal sealed class SignIn(
    IdentityDb db, PasswordVerifier passwords, Authenticators authenticators, SignInThrottle throttle, NewSessions sessions, AuditTrail audit)
{
    private const int LongestName = 64;
    private const int LongestPassword = 128;
    private const int LongestCode = 16;

    public async Task<SignInResponse> Run(SignInRequest request, ServerCallContext context)
    {
        var (realm, name) = Read(request);
        var subject = $"{realm}/{name}";
        var attempt = throttle.Begin(context, subject);
        var account = await Authenticators.Find(db, realm.Value, name, context.CancellationToken);
        var right = await passwords.Verify(account?.Account, request.Password, context.CancellationToken);
        if (!right || account!.Account.Disabled || !await authenticators.Accept(db, account, request.TotpCode, context.CancellationToken))
            throw Failed(context, subject);
        attempt.Succeeded();
        return await sessions.Begin(account, context);
    }

    private static (RealmId Realm, string Name) Read(SignInRequest request)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        var name = checks.Text("account", request.Account, LongestName);
        if (request.Password.Length is 0 or > LongestPassword) checks.Violate("password", "give 1 to 128 characters");
        if (request.TotpCode.Length > LongestCode) checks.Violate("totp_code", "give six digits");
        checks.Done();
        return (realm, name);
    }

    private RpcException Failed(ServerCallContext context, string subject)
    {
        audit.Note(new(subject, CallSource.AddressOf(context), "session.begun", subject, AuditNote.Refused));
        return new(new Grpc.Core.Status(StatusCode.Unauthenticated, "Realm, account, password or code is wrong."));
    }
}
