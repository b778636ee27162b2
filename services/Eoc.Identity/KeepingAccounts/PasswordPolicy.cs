using Eoc.ServiceDefaults.Validating;

namespace Eoc.Identity.KeepingAccounts;

/// <summary>NIST SP 800-63B and ASVS 6.2: length counts, composition does not; what everybody tries first is refused.</summary>
internal static class PasswordPolicy
{
    private const int Shortest = 12;
    private const int Longest = 128;

    private static readonly HashSet<string> TriedFirst = new(StringComparer.OrdinalIgnoreCase)
    {
        "123456789012", "1234567890123", "12345678901234", "123456789123", "1234567891234", "qwertyuiop12", "qwertyuiop123", "qwertyuiopasdf", "1qaz2wsx3edc",
        "1q2w3e4r5t6y", "q1w2e3r4t5y6", "passwordpassword", "password1234", "password12345", "password123456", "passw0rd1234", "administrator", "administrator1",
        "adminadminadmin", "adminadmin12", "letmeinletmein", "welcome12345", "welcome123456", "changemenow1", "changemechangeme", "iloveyou1234", "iloveyouiloveyou",
        "dispatcher12", "dispatch1234", "dispatcher123", "emergency911", "emergency1234", "qwerty123456", "abcdefghijkl", "abcd12345678", "abc123456789",
    };

    /// <summary>Notes what is wrong with a new password; never the password.</summary>
    public static void Check(RequestChecks checks, string field, string password, string account)
    {
        if (password.Length is < Shortest or > Longest) checks.Violate(field, "give 12 to 128 characters");
        else if (TriedFirst.Contains(password) || password.Distinct().Count() < 4) checks.Violate(field, "choose one that is not tried first");
        else if (account.Length > 3 && password.Contains(account, StringComparison.OrdinalIgnoreCase)) checks.Violate(field, "leave the account's name out of it");
    }
}
