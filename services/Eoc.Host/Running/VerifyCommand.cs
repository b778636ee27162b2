using System.CommandLine;
using System.Globalization;
using Eoc.Host.Configuring;
using Eoc.Journal;
using Eoc.Journal.Verifying;

namespace Eoc.Host.Running;

/// <summary><c>verify</c>: reads the whole record and says whether it is what was written. Leaves with 0 when it is, with 1 when it is not.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Check the record: every entry, every commit, both against the witness.");
        command.SetAction((parsed, _) => Run(parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Task<int> Run(TextWriter output)
    {
        var settings = EocSettings.From(SettingsSource.FromEnvironment());
        return Check(new JournalOptions { DataFolder = settings.Data, Postgres = settings.Journal }, output);
    }

    /// <summary>Checks every realm of a record and prints what was found.</summary>
    public static async Task<int> Check(JournalOptions journal, TextWriter output)
    {
        var sound = true;
        await foreach (var report in JournalVerification.CheckAll(journal))
        {
            sound &= report.IsSound;
            await Print(report, output);
        }

        return sound ? 0 : 1;
    }

    private static async Task Print(VerificationReport report, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Realm}: {report.Entries} entries, {report.Commits} commits, {Verdict(report)}"));
        foreach (var finding in report.Findings)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {finding.Kind} {finding.Where} {finding.Number}: {finding.Detail}"));
        await output.WriteLineAsync(Witnessed(report));
    }

    private static string Verdict(VerificationReport report) => report.Findings.Length switch
    {
        0 => "as written",
        1 => "1 place is not as it was written",
        var many => string.Create(CultureInfo.InvariantCulture, $"{many} places are not as they were written"),
    };

    private static string Witnessed(VerificationReport report) => report.WitnessedUntil is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"  witnessed until {until:yyyy-MM-dd'T'HH:mm:ss'Z'}; {report.EntriesNotWitnessed} entries are newer and have no witness yet")
        : "  no witness: a deleted end would not show";
}
