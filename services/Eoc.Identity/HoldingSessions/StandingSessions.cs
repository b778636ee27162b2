using Eoc.Identity.Storing;

namespace Eoc.Identity.HoldingSessions;

/// <summary>Which rows are sessions that may be used.</summary>
internal static class StandingSessions
{
    /// <summary>
    /// Those whose account is open and has the security stamp it had when the session began. So a session that began while its account was being shut, or
    /// its password changed, does not slip through.
    /// </summary>
    public static IQueryable<SessionRow> Standing(this IQueryable<SessionRow> rows, IdentityDb db) =>
        rows.Where(row => row.AccountId == null || db.Users.Any(account => account.Id == row.AccountId && !account.Disabled && account.SecurityStamp == row.Stamp));

    /// <summary>Those of one account or device.</summary>
    public static IQueryable<SessionRow> Of(this IQueryable<SessionRow> rows, string realm, string account) =>
        rows.Where(row => row.Realm == realm && row.Account == account);
}
