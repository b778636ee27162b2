using Eoc.Identity.Storing;
using Google.Protobuf.WellKnownTypes;
using Wire = Eoc.Contracts.Rpc.V1;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>Accounts as the wire tells of them: no hash, no key.</summary>
internal static class AccountMessages
{
    public static Wire.Account ToMessage(this Account account) => new()
    {
        Id = account.Id.ToString(),
        Realm = account.Realm,
        Name = account.Name,
        Role = account.Role,
        Agency = account.Agency,
        Audiences = { GrantedLabels.Read(account.Audiences).Select(label => label.Label) },
        Disabled = account.Disabled,
        Totp = account.TwoFactorEnabled,
        CreatedAt = account.CreatedAt.ToTimestamp(),
    };
}
