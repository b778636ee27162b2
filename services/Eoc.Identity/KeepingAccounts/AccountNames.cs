using Eoc.Contracts.Ids;
using Eoc.ServiceDefaults.Validating;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>What an account may be called: one spelling for one name, so that nobody is mistaken for another.</summary>
internal static class AccountNames
{
    public const string Remedy = "give 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit";

    private const int MaxLength = 64;

    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    /// <summary>Refuses what no account can be called.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with google.rpc.BadRequest.</exception>
    public static void Require(string account)
    {
        var checks = new RequestChecks();
        if (!IsName(account)) checks.Violate("account", Remedy);
        checks.Done();
    }

    /// <summary>Notes what neither an account nor a device can be called; empty stands for the caller.</summary>
    public static void CheckHolder(RequestChecks checks, string account)
    {
        if (account.Length > 0 && !IsName(account) && !UnitId.TryParse(account, null, out _))
            checks.Violate("account", $"{Remedy}; or a unit as agency/unit");
    }

    /// <summary>Names that the record uses for what no person did.</summary>
    public static bool IsReserved(string name) => name is "system" or Starting.LocalOperator.Name;
}
