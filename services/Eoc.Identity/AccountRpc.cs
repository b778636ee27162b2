using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.KeepingAccounts;
using Eoc.Identity.Storing;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using CreateAccount = Eoc.Identity.KeepingAccounts.CreateAccount;

namespace Eoc.Identity;

/// <summary>Accounts over gRPC: one line for each behaviour.</summary>
internal sealed class AccountRpc(IdentityDb db, CreateAccount create, ShutAccount shut, ChangePassword passwords, EnrolTotp totp) : AccountService.AccountServiceBase
{
    public override Task<CreateAccountResponse> CreateAccount(CreateAccountRequest request, ServerCallContext context) => create.Run(request, context);

    public override async Task<DisableAccountResponse> DisableAccount(DisableAccountRequest request, ServerCallContext context)
    {
        AccountNames.Require(request.Account);
        var (account, refusal) = await shut.Set(request.Realm, request.Account, disabled: true, context);
        return account is null ? new() { Refusal = refusal } : new() { Account = account.ToMessage() };
    }

    public override async Task<EnableAccountResponse> EnableAccount(EnableAccountRequest request, ServerCallContext context)
    {
        AccountNames.Require(request.Account);
        var (account, refusal) = await shut.Set(request.Realm, request.Account, disabled: false, context);
        return account is null ? new() { Refusal = refusal } : new() { Account = account.ToMessage() };
    }

    public override async Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context)
    {
        var accounts = await db.Users.AsNoTracking().Where(account => account.Realm == request.Realm).OrderBy(account => account.Name)
            .ToListAsync(context.CancellationToken);
        return new() { Accounts = { accounts.Select(account => account.ToMessage()) } };
    }

    public override Task<SetPasswordResponse> SetPassword(SetPasswordRequest request, ServerCallContext context) => passwords.Set(request, context);

    public override Task<ResetPasswordResponse> ResetPassword(ResetPasswordRequest request, ServerCallContext context) => passwords.Reset(request, context);

    public override Task<EnrolTotpResponse> EnrolTotp(EnrolTotpRequest request, ServerCallContext context) => totp.Enrol(request, context);

    public override Task<ConfirmTotpResponse> ConfirmTotp(ConfirmTotpRequest request, ServerCallContext context) => totp.Confirm(request, context);
}
