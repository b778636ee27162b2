using Eoc.Contracts.Rpc.V1;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>Why an account or device command took no effect; the console makes the words.</summary>
internal static class Refusals
{
    public static readonly Refusal NameTaken = new() { Code = "account-name-taken" };
    public static readonly Refusal IdTaken = new() { Code = "account-id-taken" };
    public static readonly Refusal SessionTaken = new() { Code = "session-id-taken" };
    public static readonly Refusal NoSuchAccount = new() { Code = "no-such-account" };
    public static readonly Refusal AdministratorsLiveOnly = new() { Code = "administrators-live-only" };
    public static readonly Refusal AudienceNotHeld = new() { Code = "audience-not-held" };
    public static readonly Refusal PasswordWrong = new() { Code = "password-wrong" };
    public static readonly Refusal CodeWrong = new() { Code = "code-wrong" };
    public static readonly Refusal NothingToConfirm = new() { Code = "nothing-to-confirm" };
    public static readonly Refusal LastAdministrator = new() { Code = "last-administrator" };
    public static readonly Refusal StartLinkUnknown = new() { Code = "start-link-unknown" };
    public static readonly Refusal StartLinkUsed = new() { Code = "start-link-used" };
    public static readonly Refusal StartLinkExpired = new() { Code = "start-link-expired" };
    public static readonly Refusal StartLinkNotLoopback = new() { Code = "start-link-not-loopback" };
}
