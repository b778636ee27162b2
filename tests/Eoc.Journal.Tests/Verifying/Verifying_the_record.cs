using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.Tests.Backends;
using Eoc.Journal.Verifying;

namespace Eoc.Journal.Tests.Verifying;

public sealed class Verifying_the_record
{
    private static readonly string One = Given.Incident(1).ToString();

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_nothing_where_nothing_was_touched_and_says_until_when_it_is_witnessed(Backend backend)
    {
        await using var under = await Written(backend);

        var report = await JournalVerification.Check(under.Options, RealmId.Live);

        Assert.Empty(report.Findings);
        Assert.Equal((9L, Given.Noon, 0L), (report.Entries, report.WitnessedUntil, report.EntriesNotWitnessed));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task says_what_no_witness_has_seen_yet(Backend backend)
    {
        await using var under = await Written(backend);
        var journal = await under.Live();
        await journal.Append(await Given.Append(journal, Given.Incident(1), "just now"));

        var report = await JournalVerification.Check(under.Options, RealmId.Live);

        Assert.Empty(report.Findings);
        Assert.Equal(1, report.EntriesNotWitnessed);
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_the_entry_whose_data_was_altered(Backend backend)
    {
        await using var under = await Written(backend);
        await under.Tamper($"UPDATE events SET data = {Bytes(backend, "7B7D")} WHERE stream = '{One}' AND version = 2");

        Assert.Equal([(FindingKind.AlteredEntry, One, 2L)], await Findings(under));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_the_entry_whose_header_was_altered_in_any_field(Backend backend)
    {
        await using var under = await Written(backend);
        (string Change, string Stream, long Version)[] changes =
        [
            ("actor = 'somebody'", One, 1), ("agency = 'CPD'", One, 2), ("occurred_at = occurred_at + 1", One, 3),
            ("source = 1", Given.Incident(2).ToString(), 1), ("recorded_at = recorded_at - 1", Given.Incident(2).ToString(), 2),
            ("type = 'x'", Given.Incident(2).ToString(), 3),
        ];
        foreach (var (change, stream, version) in changes)
            await under.Tamper($"UPDATE events SET {change} WHERE stream = '{stream}' AND version = {version}");

        Assert.Equal(
            changes.Select(change => (FindingKind.AlteredEntry, change.Stream, change.Version)).Order(), (await Findings(under)).Order());
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_the_tail_that_was_cut_off_with_its_head_set_back(Backend backend)
    {
        await using var under = await Written(backend);
        await under.Tamper($"DELETE FROM events WHERE stream = '{One}' AND version = 3");
        await under.Tamper($"UPDATE streams SET head = 2, hash = (SELECT hash FROM events WHERE stream = '{One}' AND version = 2) WHERE stream = '{One}'");

        Assert.Contains((FindingKind.MissingEntry, One, 3L), await Findings(under));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_an_entry_cut_out_of_the_middle(Backend backend)
    {
        await using var under = await Written(backend);
        await under.Tamper($"DELETE FROM events WHERE stream = '{One}' AND version = 2");

        Assert.Contains((FindingKind.MissingEntry, One, 2L), await Findings(under));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_the_stream_that_was_removed_with_all_its_traces(Backend backend)
    {
        await using var under = await Written(backend);
        await under.Tamper($"DELETE FROM events WHERE stream = '{One}'");
        await under.Tamper($"DELETE FROM streams WHERE stream = '{One}'");

        Assert.Contains(await Findings(under), finding => finding is (FindingKind.MissingEntry, _, _) && finding.Where == One);
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_the_commit_whose_row_was_dropped(Backend backend)
    {
        await using var under = await Written(backend);
        await under.Tamper("DELETE FROM commits WHERE number = 4");

        Assert.Contains(await Findings(under), finding => finding is (FindingKind.MissingCommit, _, 4L));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_a_rollback_to_an_earlier_moment_by_the_witness_alone(Backend backend)
    {
        await using var under = await Written(backend);
        // Everything of the last commit, consistently: without the witness nothing is wrong.
        var stream = Given.Incident(3).ToString();
        await under.Tamper("DELETE FROM events WHERE commit_number = 9");
        await under.Tamper("DELETE FROM commits WHERE number = 9");
        await under.Tamper($"UPDATE streams SET head = 2, hash = (SELECT hash FROM events WHERE stream = '{stream}' AND version = 2) WHERE stream = '{stream}'");

        var findings = await Findings(under);

        Assert.Contains((FindingKind.MissingEntry, stream, 3L), findings);
        Assert.Contains(findings, finding => finding is (FindingKind.MissingCommit, _, 9L));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_the_entry_whose_hash_was_made_to_fit(Backend backend)
    {
        await using var under = await Written(backend);
        await under.Tamper($"UPDATE events SET hash = {Bytes(backend, new string('0', 64))} WHERE stream = '{One}' AND version = 3");

        var findings = await Findings(under);
        Assert.Contains((FindingKind.AlteredEntry, One, 3L), findings);
        Assert.Contains(findings, finding => finding.Kind == FindingKind.AlteredCommit);
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task finds_a_line_taken_out_of_the_witness_and_one_that_was_altered(Backend backend)
    {
        await using var under = await Written(backend);
        var file = Path.Combine(under.Options.DataFolder, "witness.log");
        var lines = (await File.ReadAllLinesAsync(file)).ToList();
        Assert.True(lines.Count >= 3);
        await File.WriteAllLinesAsync(file, [lines[0], .. lines[2..]]);
        Assert.Contains((FindingKind.BrokenWitness, "witness.log", 2L), await Findings(under));

        await File.WriteAllLinesAsync(file, [lines[0].Replace("\"number\":", "\"number\":1", StringComparison.Ordinal), .. lines[1..]]);
        Assert.Contains((FindingKind.BrokenWitness, "witness.log", 1L), await Findings(under));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task lets_data_be_purged_as_long_as_its_hash_is_kept(Backend backend)
    {
        await using var under = await Written(backend);
        var hash = backend == Backend.Sqlite ? "x'{0}'" : "decode('{0}', 'hex')";
        var entry = (await (await under.Live()).Read(Given.Incident(1), 0, TestContext.Current.CancellationToken))[1];
        var kept = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(entry.Data.Span));
        await under.Tamper(
            $"UPDATE events SET data = {Bytes(backend, "")}, purged_data_hash = {string.Format(CultureInfo.InvariantCulture, hash, kept)} WHERE stream = '{One}' AND version = 2");

        Assert.Empty(await Findings(under));
    }

    [Theory, EveryBackend(Lasting = true)]
    public async Task takes_a_realm_made_anew_for_what_it_is(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        for (var round = 0; round < 2; round++)
        {
            var demo = await under.Journals.Create(RealmId.Demo, TestContext.Current.CancellationToken);
            await demo.Append(Given.At(Given.Incident(round, RealmId.Demo), null, [Given.Note("demo")]));
            under.Time.Advance(TimeSpan.FromSeconds(6));
            if (round == 0) await under.Journals.Delete(RealmId.Demo, TestContext.Current.CancellationToken);
        }

        var report = await JournalVerification.Check(under.Options, RealmId.Demo);
        Assert.Empty(report.Findings);
        Assert.Equal((1L, 0L), (report.Entries, report.EntriesNotWitnessed));
    }

    /// <summary>Three streams of three entries, each entry a commit, witnessed stream by stream.</summary>
    private static async Task<JournalUnderTest> Written(Backend backend)
    {
        var under = await JournalUnderTest.On(backend);
        var journal = await under.Live();
        foreach (var number in Enumerable.Range(1, 3))
        {
            foreach (var note in (string[])["smoke", "flames", "out"]) await journal.Append(await Given.Append(journal, Given.Incident(number), note));
            under.Swear();
        }

        return under;
    }

    private static async Task<List<(FindingKind Kind, string Where, long Number)>> Findings(JournalUnderTest under) =>
        [.. (await JournalVerification.Check(under.Options, RealmId.Live)).Findings.Select(finding => (finding.Kind, finding.Where, finding.Number))];

    private static string Bytes(Backend backend, string hex) => backend == Backend.Sqlite ? $"x'{hex}'" : $"decode('{hex}', 'hex')";
}
