using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>Makes an account under an id of the caller's making, so that a retry finds its own.</summary>
internal sealed class CreateAccount(IdentityDb db, NewPasswords passwords, TimeProvider clock)
{
    private const int MostLabels = 32;

    public async Task<CreateAccountResponse> Run(CreateAccountRequest request, ServerCallContext context)
    {
        var wanted = Read(request);
        if (wanted.Role == Role.Administrator && wanted.Realm != RealmId.Live.Value) return new() { Refusal = Refusals.AdministratorsLiveOnly };
        if (await Existing(wanted, request.Password, context) is { } answer) return answer;
        db.Audit.Add(AuditNote.DoneBy(context.GetCaller(), CallSource.AddressOf(context), "account.created", wanted.UserName!).ToEntry(wanted.CreatedAt));
        try
        {
            // One SaveChanges: the account and its audit entry stand or fall together.
            db.Users.Add(passwords.Protect(wanted, request.Password));
            await db.SaveChangesAsync(context.CancellationToken);
            return new() { Account = wanted.ToMessage() };
        }
        catch (DbUpdateException)
        {
            // Another process was faster with this id or name; what it wrote decides.
            db.ChangeTracker.Clear();
            return await Existing(wanted, request.Password, context) ?? throw new RpcException(new Status(StatusCode.Unavailable, "Try again."));
        }
    }

    private async Task<CreateAccountResponse?> Existing(Account wanted, string password, ServerCallContext context)
    {
        var known = await db.Users.AsNoTracking()
            .Where(account => account.Id == wanted.Id || (account.Realm == wanted.Realm && account.Name == wanted.Name))
            .ToListAsync(context.CancellationToken);
        if (known.Count == 0) return null;
        if (known.Find(account => account.Id == wanted.Id) is not { } same) return new() { Refusal = Refusals.NameTaken };
        return IsRetry(same, wanted, password) ? new() { Account = same.ToMessage() } : new() { Refusal = Refusals.IdTaken };
    }

    private bool IsRetry(Account known, Account wanted, string password) =>
        (known.Realm, known.Name, known.Role, known.Agency, known.Audiences) == (wanted.Realm, wanted.Name, wanted.Role, wanted.Agency, wanted.Audiences)
        && passwords.Fits(known, password);

    private Account Read(CreateAccountRequest request)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        var id = checks.Id<SessionId>("id", request.Id).Value;
        if (!AccountNames.IsName(request.Name)) checks.Violate("name", AccountNames.Remedy);
        else if (AccountNames.IsReserved(request.Name)) checks.Violate("name", "choose another; this one stands for the system itself");
        var role = checks.Choice("role", request.Role);
        if (role == Role.Device) checks.Violate("role", "a device has a token, not an account: IssueDeviceToken");
        var agency = checks.Id<AgencyId>("agency", request.Agency);
        checks.Count("audiences", request.Audiences.Count, 0, MostLabels);
        var audiences = request.Audiences.Select((label, at) => checks.Id<Audience>($"audiences[{at}]", label)).ToList();
        // Into live nobody gets by a link.
        if (request.Password.Length > 0 || realm.IsLive) PasswordPolicy.Check(checks, "password", request.Password, request.Name);
        checks.Done();
        return Account.Of(id, realm, request.Name, role, agency, GrantedLabels.Write(audiences), Microseconds.Truncate(clock.GetUtcNow()));
    }
}
